import { expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { defineConfig } from "#lib/config.ts";

test.each([
  ["keyPrefix", { keyPrefix: "KEY" }],
  ["keyPrefix", { keyPrefix: "k" }],
  ["keyPrefix", { keyPrefix: "contoso_pay" }],
  ["keyPrefix", { keyPrefix: "a".repeat(17) }],
  ["productName", { productName: "" }],
  ["scopes", { scopes: { "no colon": "x" } }],
])("a wrong %s is refused by its name", (name, wrong) => {
  expect(() => defineConfig({ ...config, ...wrong })).toThrow(name);
});
