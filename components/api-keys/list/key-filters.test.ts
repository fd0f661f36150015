import { expect, test } from "vitest";
import { readFilters, toSearch } from "#components/api-keys/list/key-filters.ts";

test("an address keeps the filters as they are, and leaves out what goes without saying", () => {
  const filters = { q: "50% & more", status: "rotating", sort: "expiry" } as const;
  const search = toSearch(filters);
  expect(readFilters(Object.fromEntries(new URLSearchParams(search)))).toEqual(filters);
  expect(toSearch({ sort: "newest" })).toBe("");
});

test("what is wrong in an address does not count", () => {
  const none = { q: undefined, status: undefined, sort: "newest" };
  expect(readFilters({ status: "lost", sort: "random", q: "x".repeat(300) })).toEqual(none);
  expect(readFilters({ q: ["a", "b"], status: ["active"], cursor: "x" })).toEqual(none);
  expect(readFilters({ q: "  " })).toEqual(none);
});

test("of a full key, wherever it stands in the search, only what may be shown is kept", () => {
  const fullKey = `ks_live_${"aB3".repeat(17).slice(0, 49)}`;
  for (const q of [fullKey, ` ${fullKey}\n`, `KEYSMITH_API_KEY=${fullKey}`, `Bearer ${fullKey}`]) {
    expect(readFilters({ q }).q).toBe("ks_live_aB3a");
  }
  for (const q of ["ks_live_aB3a", "nightly_test_runner", "ks_live_"]) {
    expect(readFilters({ q }).q).toBe(q);
  }
});
