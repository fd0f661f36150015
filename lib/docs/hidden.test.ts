import { expect, test } from "vitest";
import collection from "#docs/postman.json" with { type: "json" };
import { config } from "#keysmith.config.ts";
import { defineConfig } from "#lib/config.ts";
import { forReader } from "#lib/docs/for-reader.ts";
import { checkHidden, isHidden } from "#lib/docs/hidden.ts";
import { findNeighbours, listPages, readPageTitle } from "#lib/docs/navigation.ts";
import { readPage, writeAllPages } from "#lib/docs/page-markdown.ts";
import { toReaderCollection } from "#lib/docs/reader-reference.ts";
import { searchPages } from "#lib/docs/search.ts";

const url = "https://keys.example";
const hidden = ["Audit log", "guides/rate-limits", "reference/whoami", "secret-scanning"];
const named = { productName: "Contoso Pay", keyPrefix: "contoso", docs: { hidden } };
const operator = defineConfig({ ...config, ...named });
const gone = [
  "/docs/guides/rate-limits",
  "/docs/reference/list-audit-events",
  "/docs/secret-scanning",
];

test("a hidden page or group is in no list, search, text or link", async () => {
  const paths = (await listPages(operator)).map(({ path }) => path);
  const all = await writeAllPages({ config: operator, url });
  const found = await searchPages("audit", operator);
  for (const path of [...gone, "/docs/reference/whoami"]) {
    expect(paths).not.toContain(path);
    expect(await readPageTitle(path, operator), path).toBeNull();
    expect(await readPage(path, { config: operator, url }), path).toBeNull();
    expect(all, path).not.toMatch(new RegExp(`${path}(?![a-z-])`));
    expect(found.map((page) => page.url.split("#")[0])).not.toContain(path);
  }
  for (const path of gone) expect(await readPageTitle(path, config), path).not.toBeNull();
  const { next } = await findNeighbours("/docs/guides/errors", operator);
  expect(next?.path).toBe("/docs/guides/leaked-keys");
  const text = JSON.stringify(toReaderCollection(collection, url, operator));
  expect(text).not.toContain("List audit events");
  expect(text).toContain("List API keys");
});

test("merchants see the guides for operators only if the operator wants it", async () => {
  const path = "/docs/guides/gateways";
  expect(isHidden(path, config)).toBe(true);
  const open = { ...config, docs: { ...config.docs, operatorGuides: true } };
  expect(await readPageTitle(path, open)).toBe("Check keys at your gateway");
  const link = `the [verifier](${path}#who), and [more](/docs/guides/errors)`;
  expect(forReader(link, open)).toBe(link);
  expect(forReader(link, config)).toBe("the verifier, and [more](/docs/guides/errors)");
});

test("no page of the documentation has a default name where the operator has another", async () => {
  const open = defineConfig({ ...config, ...named, docs: {} });
  expect(await writeAllPages({ config: open, url })).not.toMatch(/\bks_|keysmith/i);
});

test.each(["guides/errors", "guides/none", "audit log"])("the start refuses to hide %s", (name) => {
  const wrong = { docs: { ...config.docs, hidden: [name] } };
  expect(() => checkHidden(wrong)).toThrow(`docs.hidden has names that can't be hidden: ${name}.`);
  expect(() => checkHidden(operator)).not.toThrow();
});
