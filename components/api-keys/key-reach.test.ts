import { expect, test } from "vitest";
import { canCreateKeyWith, getLeastRole } from "#components/api-keys/key-reach.ts";
import type { KeyPolicy } from "#lib/api-keys/schema.ts";
import { roles } from "#lib/merchants/schema.ts";

const scopes: KeyPolicy["scopes"] = [
  { name: "payments:read", description: "See payments" },
  { name: "payouts:write", description: "Pay out", minRole: "admin" },
  { name: "company:close", description: "Close accounts", minRole: "owner" },
];

test.each([
  [["*"], ["developer", "admin", "owner"]],
  [["payments:read"], ["developer", "admin", "owner"]],
  [
    ["*", "payouts:write"],
    ["admin", "owner"],
  ],
  [["payouts:write", "company:close"], ["owner"]],
  [["left:catalogue"], ["developer", "admin", "owner"]],
])("a key with %j can be created by %j", (held, allowed) => {
  const able = roles.filter((role) =>
    canCreateKeyWith(held, { scopes, role, longestLifeDays: null }),
  );
  expect(able).toEqual(allowed);
});

test("the least role for several sensitive scopes is that of the strictest", () => {
  const policy: KeyPolicy = { scopes, role: "developer", longestLifeDays: null };
  expect(getLeastRole(["payouts:write"], policy)).toBe("admin");
  expect(getLeastRole(["payouts:write", "company:close"], policy)).toBe("owner");
});
