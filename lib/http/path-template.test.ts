import { expect, test } from "vitest";
import { toTemplate } from "#lib/http/path-template.ts";

const template = (path: string, params: Record<string, string>) =>
  toTemplate(`http://localhost${path}?q=secret`, params);

test("an operation is told by its template, without anything that a caller put there", () => {
  expect(template("/api/v1/applications", {})).toBe("/api/v1/applications");
  expect(
    template("/api/v1/applications/app_1/api-keys/key_1", { id: "app_1", keyId: "key_1" }),
  ).toBe("/api/v1/applications/{id}/api-keys/{keyId}");
  expect(template("/api/v1/applications/x/api-keys/x", { id: "x", keyId: "x" })).not.toContain(
    "/x",
  );
  expect(template("/api/v1/applications/api", { id: "api" })).toBe("/api/v1/applications/{id}");
  expect(template("/api/v1/applications/a%20b", { id: "a b" })).toBe("/api/v1/applications/{id}");
  expect(template("/api/v1/applications/a%20b", { id: "a%20b" })).toBe("/api/v1/applications/{id}");
  expect(template("/api/v1/applications/ks%5Flive", { id: "ks_live" })).toBe("other");
});
