import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { auditEvents, secretChecks, serviceTokens } from "#drizzle/schema.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { settleRehashing } from "#lib/api-keys/verify/rehash.ts";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { resealSecrets } from "#lib/jobs/reseal.ts";
import { getServer } from "#lib/runtime/server.ts";
import type { SecretName } from "#lib/secret-list.ts";
import { addSecretVersion } from "#lib/secrets/add.ts";
import { listSecretVersions } from "#lib/secrets/list-versions.ts";
import { retireSecret } from "#lib/secrets/retire.ts";
import { addTotp } from "#lib/testing/identity/totp.ts";
import { getVerdict, mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { mintMerchant, openPortal } from "#lib/testing/records/merchants.ts";
import { createStages } from "#lib/testing/records/secret-stages.ts";

const { db } = getServer();
const { at, getLists } = createStages();
const promoted = getLists("promoted");

const keyHash = "KEYSMITH_KEY_HASH_SECRET";
const sealing = "KEYSMITH_SEALING_SECRET";
const session = "KEYSMITH_SESSION_SECRET";

let minted: Awaited<ReturnType<typeof mintApiKeys>>;
beforeAll(async () => {
  minted = await mintApiKeys(3);
  await addTotp(await mintMerchant());
});
beforeEach(async () => {
  await db.delete(secretChecks);
  await checkSecrets(db.$client, getLists("before"), { isAdopting: true });
  await checkSecrets(db.$client, promoted, { isAdopting: true });
});

const retire = (name: SecretName, version = 1, isForced = false) =>
  retireSecret(minted.ctx, { name, version, isForced }, promoted);
const listNeeds = async (name: SecretName, version = 1) => {
  const versions = await listSecretVersions(minted.ctx, promoted);
  const found = versions.find((each) => each.name === name && each.version === version);
  return Object.fromEntries(found?.dependents.map(({ what, count }) => [what, count]) ?? []);
};
/** As if the last instance with the first version in front had ended so long ago. */
const age = (interval: string) =>
  db
    .update(secretChecks)
    .set({ madeAt: sql`now() - ${interval}::interval` })
    .where(sql`${secretChecks.name} not like '% v%'`);

test("a version is needed while instances make values with it, and the first one always", async () => {
  for (const name of [keyHash, sealing, session] as const) {
    expect(await listNeeds(name)).toMatchObject({
      "minutes until no instance makes new values with it": 3,
    });
    await expect(retire(name)).rejects.toThrow("put another version first on every instance");
    await expect(retire(name, 2, true)).rejects.toThrow("Put another version first");
    await expect(retire(name, 3)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("the key hash secret is needed until its keys and tokens are rehashed, revoked or expired", async () => {
  await age("1 day");
  await db.update(serviceTokens).set({ revokedAt: sql`now()` });
  const [used, unused, revoked] = minted.keys;
  if (!used || !unused || !revoked) throw new Error("Three keys are needed");
  expect(await listNeeds(keyHash)).toEqual({ "API keys": 3 });
  await getVerdict(at("promoted", minted.ctx), used.fullKey);
  await settleRehashing(db);
  await revokeApiKey(minted.ctx, revoked.ref);
  // It may be restored for an hour.
  expect(await listNeeds(keyHash)).toEqual({ "API keys": 2 });
  await db.execute(
    sql`update api_keys set revoked_at = now() - interval '2 h' where id = ${revoked.keyId}`,
  );
  await expect(retire(keyHash)).rejects.toThrow("1 API keys: each moves to the first version");
  const stopped = await retire(keyHash, 1, true);
  expect(stopped).toMatchObject([{ what: "API keys", count: 1 }]);
  const [event] = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, "secret.retired"));
  expect(event).toMatchObject({
    before: { name: keyHash, version: 1 },
    after: { stopped: { "API keys": 1 } },
  });
  await expect(retire(keyHash)).rejects.toThrow("retired already");
  expect(await getVerdict(at("retired", minted.ctx), used.fullKey)).toBe("valid");
  expect(await getVerdict(at("retired", minted.ctx), unused.fullKey)).toBe("not_found");
});

test("the sealing secret is needed until the job has re-sealed and what is sealed elsewhere is over", async () => {
  await age("150 minutes");
  const before = await listNeeds(sealing);
  expect(before).toMatchObject({
    "authenticator apps": 1,
    "recovery codes": 10,
    "signing keys": 1,
    "hours of cursors, idempotency keys and sign-ins": 22,
  });
  await db.execute(sql`delete from pgboss.job`);
  await resealSecrets(at("promoted", minted.ctx));
  expect(Object.keys(await listNeeds(sealing))).toEqual([
    "hours of cursors, idempotency keys and sign-ins",
  ]);
  await age("26 hours");
  expect(await retire(sealing)).toEqual([]);
});

test("the session secret is needed until sessions that began with it are over", async () => {
  const portal = await openPortal(await mintMerchant());
  await age("0 minutes");
  expect(await listNeeds(session)).toMatchObject({
    "sessions of the portal": 1,
    "minutes of sign-ins under way": 16,
  });
  await age("20 minutes");
  expect(await listNeeds(session)).toEqual({});
  await db.execute(
    sql`update sessions set created_at = now() - interval '1 h' where id = ${portal.ctx.claim.sessionId}`,
  );
  expect(await listNeeds(session)).toEqual({ "sessions of the portal": 1 });
  await db.execute(sql`delete from sessions where id = ${portal.ctx.claim.sessionId}`);
  expect(await retire(session)).toEqual([]);
});

test("the next version has a number of its own, and one is added at a time", async () => {
  await db
    .update(secretChecks)
    .set({ retiredAt: sql`now()` })
    .where(eq(secretChecks.name, session));
  const added = await addSecretVersion(minted.ctx, session, "x".repeat(43), promoted);
  expect(added.version).toBe(3);
  await expect(addSecretVersion(minted.ctx, session, "y".repeat(43), promoted)).rejects.toThrow(
    "v3 of KEYSMITH_SESSION_SECRET is added and not the first version yet",
  );
  // An instance with another text for it does not start.
  const list = [...promoted[session], { version: 3, text: "z".repeat(43) }] as const;
  const start = checkSecrets(db.$client, { ...promoted, [session]: list } as never, {
    isAdopting: true,
  });
  await expect(start).rejects.toThrow("KEYSMITH_SESSION_SECRET v3 isn't the one");
  expect(await retire(session, 3)).toEqual([]);
});
