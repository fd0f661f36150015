import { expect, test, vi } from "vitest";
import { refuseCommonPassword } from "#lib/accounts/common-password.ts";

// The estimator takes its time to start on a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

const isRefused = (password: string) =>
  refuseCommonPassword("password", password, ["ada@example.test"]).then(
    () => false,
    (error) => {
      if (error.code === "bad_request") return true;
      throw error;
    },
  );

test("an estimate is given off the event loop, several at a time asked for", async () => {
  // One that blocks the loop would have this timer fire after the answer.
  const order: string[] = [];
  setImmediate(() => order.push("loop"));
  const passwords = ["password1234", "correct horse battery staple", "P@ssw0rd1234"];
  const refused = await Promise.all(passwords.map(isRefused));
  order.push("estimates");
  expect(refused).toEqual([true, false, true]);
  expect(order).toEqual(["loop", "estimates"]);
});

test("the first 100 characters decide, however long the password is", async () => {
  expect(await isRefused("a".repeat(100) + "an unguessable ending, by far".repeat(30))).toBe(true);
  expect(await isRefused("Tr0ub4dor and nine quiet rivers ".repeat(32))).toBe(false);
});

test("too many at once are told to come back, and the rest is answered", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 60 }, () => isRefused("password1234")),
  );
  const refusals = outcomes.filter(({ status }) => status === "rejected");
  expect(refusals).toHaveLength(9);
  expect(refusals).toMatchObject(
    refusals.map(() => ({ reason: { code: "unavailable", options: { retryAfterSeconds: 1 } } })),
  );
});
