import { expect, test } from "vitest";
import { describeRefusal } from "#components/audit/refusal.ts";

test("a security event says why something was refused and how often, and no other event does", () => {
  const action = "security.sign_in_failed";
  const refusalOf = (after: Record<string, unknown>) => describeRefusal({ action, after });
  expect(refusalOf({ reason: "wrong_password", count: 4970 })).toBe("wrong password, 4,970 times");
  expect(refusalOf({ reason: "wrong_code", count: 1 })).toBe("wrong code");
  expect(refusalOf({ reason: "toString", count: 1 })).toBe("toString");
  const after = { reason: "wrong_password" };
  expect(describeRefusal({ action: "api_key.revoked", after })).toBeNull();
});
