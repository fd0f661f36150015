import { expect, test } from "vitest";
import { formatRelease, getRelease } from "#lib/release.ts";
import manifest from "#package.json" with { type: "json" };

test("the version is that of package.json, with the commit where it is known", () => {
  expect(getRelease()).toEqual({ version: manifest.version });
  expect(formatRelease({ version: "1.2.3" })).toBe("1.2.3");
  expect(formatRelease({ version: "1.2.3", commit: "0123456789abcdef" })).toBe("1.2.3 (0123456)");
});
