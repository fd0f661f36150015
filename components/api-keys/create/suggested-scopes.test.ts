import { expect, test } from "vitest";
import { suggestScopes } from "#components/api-keys/create/suggested-scopes.ts";

test("a new key is recommended the scopes that only read, without sensitive ones", () => {
  const scope = (name: string, minRole?: "admin") => ({ name, description: name, minRole });
  expect(
    suggestScopes([
      scope("payments:read"),
      scope("payments:write"),
      scope("refunds:read"),
      scope("payouts:read", "admin"),
    ]),
  ).toEqual(["payments:read", "refunds:read"]);
  expect(suggestScopes([scope("payouts:read", "admin")])).toEqual(["*"]);
});
