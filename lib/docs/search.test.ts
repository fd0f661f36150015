import { expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { searchPages } from "#lib/docs/search.ts";

test("words are found however their letters are composed, and whatever their case", async () => {
  const named = { ...config, productName: "Rozvržení".normalize("NFD") };
  const typed = "rozvržení";
  const [first, ...others] = await Promise.all(
    [typed, typed.normalize("NFD"), typed.toUpperCase()].map((word) => searchPages(word, named)),
  );
  expect(first?.map(({ url }) => url.split("#")[0])).toContain("/docs/secret-scanning");
  for (const other of others) expect(other).toEqual(first);
});
