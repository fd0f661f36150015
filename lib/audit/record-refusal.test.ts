import { expect, test } from "vitest";
import { toSecurityFact } from "#lib/audit/record-refusal.ts";
import { AppError } from "#lib/errors.ts";

const fact = (...error: ConstructorParameters<typeof AppError>) =>
  toSecurityFact(new AppError(...error));

test("a refusal means what it says of itself, else what its status and challenge mean", () => {
  const security = { action: "security.sign_in_failed", reason: "wrong_password" } as const;
  expect(fact("unauthorized", undefined, { security })).toEqual(security);
  expect(fact("unauthorized", undefined, { challenge: "invalid_token" })).toEqual({
    action: "security.token_refused",
    reason: "invalid_token",
  });
  expect(fact("too_many_requests")?.action).toBe("security.rate_limited");
  const forbidden = (challenge?: "insufficient_scope" | "insufficient_user_authentication") =>
    fact("forbidden", undefined, { challenge });
  expect(forbidden()).toEqual({ action: "security.access_refused", reason: "role" });
  expect(forbidden("insufficient_scope")?.reason).toBe("scope");
  expect(forbidden("insufficient_user_authentication")).toEqual({
    action: "security.step_up_failed",
    reason: "proof_too_old",
  });
  expect(fact("forbidden", "Your company requires single sign-on")?.reason).toBe("policy");
});

test("the mistakes of every day are no attack", () => {
  expect(fact("unauthorized")).toBeNull();
  expect(
    fact("unauthorized", undefined, { challenge: "invalid_token", security: null }),
  ).toBeNull();
  const challenge = "insufficient_user_authentication";
  expect(fact("unauthorized", undefined, { challenge })).toBeNull();
  for (const code of ["bad_request", "not_found", "conflict", "unavailable", "internal"] as const) {
    expect(fact(code)).toBeNull();
  }
});
