import { availableParallelism } from "node:os";
import { expect, test, vi } from "vitest";
import { hashPassword, matchPassword } from "#lib/accounts/password.ts";

// A hundred hashes take their time on a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

test("of too many sign-ins at once some are told to come back, and the others get their answer", async () => {
  const passwordHash = await hashPassword("correct horse battery staple");
  const admitted = Math.min(3, availableParallelism()) + 100;
  const outcomes = await Promise.allSettled(
    Array.from({ length: admitted + 20 }, (_, n) =>
      matchPassword(passwordHash, n % 2 === 0 ? "correct horse battery staple" : "wrong"),
    ),
  );
  const answers = outcomes.flatMap((outcome) =>
    outcome.status === "fulfilled" ? [outcome.value] : [],
  );
  expect(answers).toEqual(
    Array.from({ length: admitted }, (_, n) => (n % 2 === 0 ? "current" : "none")),
  );
  const refusals = outcomes.filter(({ status }) => status === "rejected");
  expect(refusals).toMatchObject(
    Array.from({ length: 20 }, () => ({ reason: { code: "unavailable" } })),
  );
  expect(await matchPassword(undefined, "whatever")).toBe("none");
});
