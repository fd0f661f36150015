import { expect, test } from "vitest";
import { withFullStop } from "#components/ui/with-full-stop.ts";

test("a text ends with one full stop", () => {
  expect(withFullStop("Example shop")).toBe("Example shop.");
  expect(withFullStop("Acme Inc.")).toBe("Acme Inc.");
  expect(withFullStop("Yahoo!")).toBe("Yahoo!");
});
