import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import type { SecretName } from "#lib/env.ts";
import { getServer } from "#lib/runtime/server.ts";

const secrets: Record<SecretName, string> = {
  KEYSMITH_KEY_HASH_SECRET: randomUUID(),
  KEYSMITH_SESSION_SECRET: randomUUID(),
  KEYSMITH_SEALING_SECRET: randomUUID(),
};
const sql = getServer().db.$client;
const check = (changes: Partial<typeof secrets>, isAdopting: boolean) =>
  checkSecrets(sql, { ...secrets, ...changes }, { isAdopting });

beforeEach(() => sql`delete from secret_checks`);

test("the first start adopts its secrets, and each later one needs the same", async () => {
  await check({}, true);
  await check({}, true);
  await check({}, false);
  for (const isAdopting of [true, false]) {
    for (const name of ["KEYSMITH_KEY_HASH_SECRET", "KEYSMITH_SEALING_SECRET"] as const) {
      await expect(check({ [name]: randomUUID() }, isAdopting)).rejects.toThrow(
        new RegExp(`^${name} is not the one this database is used with: no`),
      );
    }
  }
  const both = check({ KEYSMITH_KEY_HASH_SECRET: "x", KEYSMITH_SESSION_SECRET: "y" }, true);
  await expect(both).rejects.toThrow(/^KEYSMITH_KEY_HASH_SECRET .*\nKEYSMITH_SESSION_SECRET /);
});

test("a verifier that starts before the portal makes no secret the right one", async () => {
  await check({ KEYSMITH_SEALING_SECRET: "wrong" }, false);
  await check({}, true);
  await expect(check({ KEYSMITH_SEALING_SECRET: "wrong" }, false)).rejects.toThrow("SEALING");
});

test("of two first starts with different secrets at once, one is refused", async () => {
  const other = Object.fromEntries(Object.keys(secrets).map((name) => [name, randomUUID()]));
  const results = await Promise.allSettled([check({}, true), check(other, true)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a session secret is replaced by the statement that its refusal names", async () => {
  await check({}, true);
  const replaced = { KEYSMITH_SESSION_SECRET: randomUUID() };
  const refusal = await check(replaced, true).catch((error: Error) => error.message);
  const [statement = ""] = /DELETE FROM .*'/.exec(String(refusal)) ?? [];
  await sql.unsafe(statement);
  await check(replaced, true);
});
