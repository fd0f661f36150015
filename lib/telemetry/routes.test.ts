import { glob } from "node:fs/promises";
import { expect, test } from "vitest";
import { operations } from "#lib/contract.ts";
import { createRouter } from "#lib/telemetry/routes.ts";

const findRoute = createRouter(operations.map(({ path }) => path));

test.each([
  ["/api/v1/applications/app_01/api-keys", "/api/v1/applications/{id}/api-keys"],
  ["/api/v1/applications/", "/api/v1/applications"],
  ["/api/v1/api-keys/verify", "/api/v1/api-keys/verify"],
  ["/applications/app_01/api-keys/key_01", "/applications/{applicationId}/api-keys/{keyId}"],
  ["/_next/static/chunks/a.js", "/_next/*"],
  ["/docs", "/docs"],
  ["/docs/guides/errors", "/docs/*"],
  ["/", "/"],
])("%s belongs to %s", (path, route) => {
  expect(findRoute(path)).toBe(route);
});

test.each([
  "/api/v1/nothing",
  "/api/v1/applications/app_01/nothing",
  "/wp-login.php",
  "/ks_live_secret",
  "/__proto__",
  "/applications/{applicationId}/x",
  "",
])("%j belongs to no template, whoever asks for it", (path) => {
  expect(findRoute(path)).toMatch(path === "" ? /^\/$/ : /^other$/);
});

test("every page and every route of the product has a template", async () => {
  const unknown: string[] = [];
  for await (const file of glob("app/**/{page.tsx,route.ts}")) {
    const path = file
      .replace(/^app|\/(page\.tsx|route\.ts)$/g, "")
      .replace(/\/\([^)]+\)/g, "")
      .replace(/\[+\.*(\w+)\]+/g, "some_$1");
    // The API's own 404.
    if (findRoute(path) === "other" && path !== "/api/some_path") unknown.push(path);
  }
  expect(unknown).toEqual([]);
});
