import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { readSettings, settingNames } from "#lib/env.ts";
import tools from "#scripts/openapi-tools/package.json" with { type: "json" };

/** Returns the cells of each row of a page's tables, as Markdown. */
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

describe("the lists of settings", () => {
  const example = readFileSync(".env.example", "utf8");

  test(".env.example has each setting of lib/env.ts once, with its default", () => {
    expect(example.split("\n").filter((line) => !/^(#|$)/.test(line))).toEqual([]);
    const names = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names.toSorted()).toEqual([...settingNames].sort());
    const values = parseEnv(example.replaceAll(/^#(?=[A-Z_]+=)/gm, ""));
    expect(readSettings(values as Record<string, string>)).toEqual(readSettings({}));
  });

  test("the page on settings has each of them once", () => {
    const rows = readRows("docs/operations/settings.md");
    const names = rows.flatMap(([cell = ""]) =>
      [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    expect(names.toSorted()).toEqual([...settingNames].sort());
  });
});

const pages = [
  ...globSync("*.md"),
  ...globSync("{client,deploy,docs}/**/*.md", { exclude: ["**/node_modules"] }),
];

/** Returns a page's text without the samples. */
function readProse(page: string): string {
  return readFileSync(page, "utf8").replaceAll(/^ *```.*?^ *```/gms, "");
}

test("every relative link of a page leads to a file, and to a heading where it names one", () => {
  const broken = pages.flatMap((page) =>
    [...readProse(page).matchAll(/\]\((?!https?:|mailto:|\/)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
      .filter(([, path = "", heading]) => {
        const target = path ? join(dirname(page), path) : page;
        return !existsSync(target) || (heading && !listHeadings(target).includes(heading));
      })
      .map(([link]) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

/** Lists headings in the form of GitHub's anchors. */
function listHeadings(page: string): string[] {
  return [...readProse(page).matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("every file of the project that a page names exists", () => {
  const file =
    /`((?:app|bench|client|components|deploy|docs|drizzle|e2e|lib|patches|scripts)\/[\w./[\]()-]+)`/g;
  const missing = pages.flatMap((page) =>
    [...readProse(page).matchAll(file)]
      .filter(([, path = ""]) => !existsSync(path))
      .map(([, path]) => `${page}: ${path}`),
  );
  expect(missing).toEqual([]);
});

test("every decision has a date and a status", () => {
  const decisions = globSync("docs/decisions/*.md");
  expect(decisions.length).toBeGreaterThan(40);
  const status = /^# .+\n\n\d{4}-\d{2}-\d{2}\. (?:Accepted|Superseded by \[\d{4}\]\([^)]+\))\./;
  expect(decisions.filter((page) => !status.test(readFileSync(page, "utf8")))).toEqual([]);
});
