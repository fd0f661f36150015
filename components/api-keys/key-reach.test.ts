import { expect, test } from "vitest";
import { canCreateKeyWith, describeCreators } from "#components/api-keys/key-reach.ts";
import type { KeyPolicy } from "#lib/api-keys/schema.ts";
import { roles } from "#lib/merchants/permissions.ts";

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

test("of several sensitive scopes the strictest says who can create a key with them", () => {
  const policy: KeyPolicy = { scopes, role: "developer", longestLifeDays: null };
  expect(describeCreators(["payouts:write"], policy)).toBe("admins and owners");
  expect(describeCreators(["payouts:write", "company:close"], policy)).toBe("owners");
});
