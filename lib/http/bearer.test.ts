import { expect, test } from "vitest";
import { readApiKey } from "#lib/http/bearer.ts";

test.each([
  ["Basic c3RhZ2luZzpwYXNz", "ks_live_a", "ks_live_a"],
  ["Bearer ks_live_b", "ks_live_a", "ks_live_a"],
  [null, "ks_live_a", "ks_live_a"],
  ["Bearer ks_live_b", null, "ks_live_b"],
  ["Bearer ks_live_b", "", "ks_live_b"],
  ["Basic c3RhZ2luZzpwYXNz", null, ""],
  [null, null, null],
  [null, "", null],
])("beside Authorization %j, X-API-Key %j shows the key %j", (authorization, apiKey, expected) => {
  expect(readApiKey(authorization, apiKey)).toBe(expected);
});
