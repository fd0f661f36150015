import { expect, test } from "vitest";
import { readSettings } from "#lib/env.ts";
import { requirePublicUrl } from "#scripts/start/public-url.ts";

test("an external database needs the address that merchants use", () => {
  expect(() => requirePublicUrl(readSettings({}))).toThrow(/^KEYSMITH_URL is not set\./);
  const declared = readSettings({ KEYSMITH_URL: "https://keys.example.com" });
  expect(() => requirePublicUrl(declared)).not.toThrow();
});
