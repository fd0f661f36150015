import { expect, test, vi } from "vitest";
import { getSigningKeys } from "#lib/auth/signing-keys.ts";
import type { Context } from "#lib/context.ts";

test("a look-up that the database never returns holds up nobody but those who wait for it", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let asked = 0;
  const orderBy = () => {
    asked += 1;
    return asked === 1 ? new Promise(() => undefined) : Promise.reject(new Error("asked again"));
  };
  const db = { select: () => ({ from: () => ({ where: () => ({ orderBy }) }) }) };
  const ctx = { db } as unknown as Context;
  const held = Promise.allSettled([getSigningKeys(ctx), getSigningKeys(ctx)]);
  await vi.advanceTimersByTimeAsync(5000);
  expect((await held).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(getSigningKeys(ctx)).rejects.toThrow("asked again");
});
