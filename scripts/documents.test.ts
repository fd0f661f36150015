import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import tools from "#scripts/openapi-tools/package.json" with { type: "json" };

/** Cells of each row of a page's tables, as Markdown. */
function readRows(page: string): string[][] {
  const lines = readFileSync(page, "utf8").split("\n");
  return lines
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

test("each promise of the threat model names a test that exists", () => {
  const rows = readRows("docs/threat-model.md").filter(
    ([promise]) => promise !== "promise" && promise !== "---",
  );
  expect(rows.length).toBeGreaterThan(20);
  const missing = rows.filter(([, file = "", name = ""]) => {
    const path = file.replaceAll("`", "");
    if (!existsSync(path)) return true;
    const titles = readFileSync(path, "utf8").matchAll(
      /\btest(?:\.each\([^;]*?\))?\(\s*(["`])(.*?)\1/gs,
    );
    return ![...titles].some(([, , title]) => title === name);
  });
  expect(missing).toEqual([]);
});

test("each test that the page on compatibility names exists", () => {
  const files = readRows("docs/compatibility.md").flatMap(([, , covered = ""]) =>
    [...covered.matchAll(/`([^` ]+\/[^` ]+)`/g)].map(([, file = ""]) => file),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test("the page on compatibility has the versions of the OpenAPI tools that are run", () => {
  const versions: Record<string, string> = tools.dependencies;
  const named = readRows("docs/compatibility.md").flatMap(([what = "", version, covered]) => {
    const name = /^[@\w/-]+/.exec(what)?.[0] ?? "";
    return covered === "`lib/reference/openapi-tools.integration.test.ts`"
      ? [{ name, version }]
      : [];
  });
  expect(named).toHaveLength(6);
  expect(named).toEqual(named.map(({ name }) => ({ name, version: versions[name] })));
});
