import { expect, test } from "vitest";
import { describeRefusal } from "#components/audit/refusal.ts";

test("a security event says why something was refused and how often, and no other event does", () => {
  const action = "security.sign_in_failed";
  const explain = (after: Record<string, unknown>) => describeRefusal({ action, after });
  expect(explain({ reason: "wrong_password", count: 4970 })).toBe("wrong password, 4,970 times");
  expect(explain({ reason: "wrong_code", count: 1 })).toBe("wrong code");
  expect(explain({ reason: "toString", count: 1 })).toBe("toString");
  const after = { reason: "wrong_password" };
  expect(describeRefusal({ action: "api_key.revoked", after })).toBeNull();
});
