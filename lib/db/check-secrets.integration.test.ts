import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { getServer } from "#lib/runtime/server.ts";
import { parseSecretList, type SecretName } from "#lib/secret-list.ts";

const secrets: Record<SecretName, string> = {
  KEYSMITH_KEY_HASH_SECRET: randomUUID(),
  KEYSMITH_SESSION_SECRET: randomUUID(),
  KEYSMITH_SEALING_SECRET: randomUUID(),
};
const sql = getServer().db.$client;
const check = (changes: Partial<typeof secrets>, isAdopting: boolean) => {
  const texts = { ...secrets, ...changes };
  const lists = {
    KEYSMITH_KEY_HASH_SECRET: parseSecretList(texts.KEYSMITH_KEY_HASH_SECRET),
    KEYSMITH_SESSION_SECRET: parseSecretList(texts.KEYSMITH_SESSION_SECRET),
    KEYSMITH_SEALING_SECRET: parseSecretList(texts.KEYSMITH_SEALING_SECRET),
  };
  return checkSecrets(sql, lists, { isAdopting });
};

beforeEach(() => sql`delete from secret_checks`);

test("the first start adopts its secrets, and each later one needs the same", async () => {
  await check({}, true);
  await check({}, true);
  await check({}, false);
  for (const isAdopting of [true, false]) {
    for (const name of ["KEYSMITH_KEY_HASH_SECRET", "KEYSMITH_SEALING_SECRET"] as const) {
      await expect(check({ [name]: randomUUID() }, isAdopting)).rejects.toThrow(
        new RegExp(`^${name} isn't the one that this database uses: no`),
      );
    }
  }
  const other = { KEYSMITH_KEY_HASH_SECRET: randomUUID(), KEYSMITH_SESSION_SECRET: randomUUID() };
  const both = check(other, true);
  await expect(both).rejects.toThrow(/^KEYSMITH_KEY_HASH_SECRET .*\nKEYSMITH_SESSION_SECRET /);
});

test("a verifier that starts before the portal makes no secret the right one", async () => {
  await check({ KEYSMITH_SEALING_SECRET: randomUUID() }, false);
  await check({}, true);
  await expect(check({ KEYSMITH_SEALING_SECRET: randomUUID() }, false)).rejects.toThrow("SEALING");
});

test("of two first starts with different secrets at once, one is refused", async () => {
  const other = Object.fromEntries(Object.keys(secrets).map((name) => [name, randomUUID()]));
  const results = await Promise.allSettled([check({}, true), check(other, true)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

describe("a secret with several versions", () => {
  const name = "KEYSMITH_SESSION_SECRET";
  const first = secrets[name];
  const second = randomUUID();
  const start = (list: string, isAdopting = true) => check({ [name]: list }, isAdopting);
  const retire = () => sql`update secret_checks set retired_at = now() where name = ${name}`;

  test("may be added, become first and be retired, one instance after another", async () => {
    const before = `v1:${first}`;
    const added = `v1:${first},v2:${second}`;
    const promoted = `v2:${second},v1:${first}`;
    const retired = `v2:${second}`;
    await start(first);
    for (const step of [before, added, before, added, promoted, added, promoted]) {
      expect([await start(step), await start(step, false)]).toEqual([[], []]);
    }
    await retire();
    expect(await start(promoted)).toEqual([
      `${name} still has the version v1, which is retired. Remove it.`,
    ]);
    expect([await start(retired), await start(retired, false)]).toEqual([[], []]);
  });

  test("is refused without a version that has made something, until that is retired", async () => {
    await start(first);
    await start(`v2:${second},v1:${first}`);
    for (const list of [first, `v2:${second}`]) {
      await expect(start(list)).rejects.toThrow(/lacks the version v[12], which is in use/);
    }
    await retire();
    await start(`v2:${second}`);
  });

  test("is refused with a retired version in front", async () => {
    await start(`v1:${first},v2:${second}`);
    await retire();
    await expect(start(`v1:${first},v2:${second}`)).rejects.toThrow("can't be the first version");
  });

  test("is one secret for all instances: another text for a version is refused", async () => {
    await start(`v1:${first},v2:${second}`);
    await expect(start(`v1:${first},v2:${randomUUID()}`)).rejects.toThrow(`${name} v2 isn't`);
  });

  test("is started first by a portal: a verifier refuses a version that nobody knows", async () => {
    await start(first);
    await expect(start(`v1:${first},v2:${second}`, false)).rejects.toThrow("not known");
  });
});
