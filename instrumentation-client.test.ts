import { expect, test } from "vitest";
import { config } from "zod";
import "./instrumentation-client.ts";

test("zod compiles nothing in the browser, where the policy forbids eval", () => {
  expect(config().jitless).toBe(true);
});
