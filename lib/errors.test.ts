import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { keyRefusals } from "#lib/api-keys/constants.ts";
import { AppError, errorCodes, getErrorCode } from "#lib/errors.ts";
import { paths } from "#lib/paths.ts";

const guide = await readFile(new URL("../docs/guides/errors.md", import.meta.url), "utf8");
const headings = guide.match(/^#+ .*$/gm) ?? [];

describe("the guide to errors", () => {
  test.each(errorCodes)("says of %s what the table says", (code) => {
    const { error, message, code: status } = new AppError(code).toEnvelope();
    const id = paths.errorHelp(code).split("#")[1];
    expect(guide).toContain(`\n## ${status} ${error} {#${id}}\n\n> ${message}\n`);
  });

  test.each(keyRefusals)("has a place for a key that is refused as %s", (code) => {
    expect(headings).toContain(`### ${code} {#key-${code.replaceAll("_", "-")}}`);
  });

  test("has no place for anything else, and none twice", () => {
    const numbered = headings.filter((heading) => /^## \d/.test(heading));
    expect(numbered).toHaveLength(errorCodes.length);
    expect(headings.filter((heading) => heading.startsWith("###"))).toHaveLength(
      keyRefusals.length,
    );
    const ids = headings.map((heading) => /\{#(.*)\}/.exec(heading)?.[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("a status of the table has its code, and no other has one", () => {
  expect(errorCodes.map((code) => getErrorCode(new AppError(code).status))).toEqual(errorCodes);
  expect(getErrorCode(418)).toBeUndefined();
});
