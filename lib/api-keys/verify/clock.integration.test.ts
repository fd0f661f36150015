import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { apiKeySecrets, apiKeys, applications } from "#drizzle/schema.ts";
import { createApiKey, createApiKeyOnce } from "#lib/api-keys/create/create.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { restoreApiKey } from "#lib/api-keys/restore.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { settleRotations } from "#lib/api-keys/rotation/settle-rotations.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import { awaitEffect } from "#lib/await-effect.ts";
import { checkClock } from "#lib/db/check-clock.ts";
import { getServer } from "#lib/runtime/server.ts";
import { anHour, getVerdict } from "#lib/testing/records/api-keys.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

const offsets = { "90 s slow": -90, "90 s fast": 90, "10 min slow": -600, "10 min fast": 600 };

/** Moves the server's clock, and not the database's. */
function setClockOff(seconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
}

afterEach(() => {
  vi.useRealTimers();
});

const dbIn = (seconds: number) => sql`now() + ${seconds} * interval '1 second'`;

let merchant: Awaited<ReturnType<typeof mintMerchant>>;
beforeAll(async () => {
  merchant = await mintMerchant();
});

describe.each(Object.entries(offsets))("with the server's clock %s", (_, offset) => {
  async function setUp() {
    const { ctx } = merchant;
    const application = await mintApplication(ctx);
    const input = { applicationId: application.id, description: "Checkout" };
    const key = await createApiKey(ctx, input);
    const ref = { applicationId: application.id, keyId: key.id };
    setClockOff(offset);
    const set = (change: Parameters<ReturnType<typeof ctx.db.update<typeof apiKeys>>["set"]>[0]) =>
      ctx.db.update(apiKeys).set(change).where(eq(apiKeys.id, key.id));
    return { ctx, application, key, ref, set };
  }

  test("a key is good until it expires, and no longer", async () => {
    const { ctx, key, ref, set } = await setUp();
    await set({ expiresAt: dbIn(30) });
    expect([await getVerdict(ctx, key.fullKey), (await getApiKey(ctx, ref)).status]).toEqual([
      "valid",
      "active",
    ]);
    await set({ expiresAt: dbIn(-1) });
    expect([await getVerdict(ctx, key.fullKey), (await getApiKey(ctx, ref)).status]).toEqual([
      "expired",
      "expired",
    ]);
  });

  test("an expiry to come is taken, one that is past is refused", async () => {
    const { ctx, application, ref } = await setUp();
    const [now] = await ctx.db.execute<{ soon: string; past: string }>(sql`
      select to_char(now() + interval '30 s', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as soon,
        to_char(now() - interval '30 s', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as past`);
    const { soon = "", past = "" } = now ?? {};
    const create = (expiresAt: string) =>
      createApiKey(ctx, { applicationId: application.id, description: "a", expiresAt });
    expect((await create(soon)).expiresAt).toBe(soon);
    await expect(create(past)).rejects.toMatchObject({ code: "bad_request" });
    expect((await updateApiKey(ctx, { ...ref, expiresAt: soon })).expiresAt).toBe(soon);
    await expect(updateApiKey(ctx, { ...ref, expiresAt: past })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("a revocation can be undone for 60 minutes", async () => {
    const { ctx, key, ref, set } = await setUp();
    await revokeApiKey(ctx, ref);
    await set({ revokedAt: dbIn(-60 * 60 + 20) });
    await restoreApiKey(ctx, ref);
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    await revokeApiKey(ctx, ref);
    await set({ revokedAt: dbIn(-60 * 60 - 1) });
    expect((await getApiKey(ctx, ref)).restorableUntil).toBeNull();
    await expect(restoreApiKey(ctx, ref)).rejects.toMatchObject({ code: "conflict" });
  });

  test("both secrets of a rotation are good for its overlap", async () => {
    const { ctx, key, ref, set } = await setUp();
    const { answer: rotated } = await rotateApiKey(ctx, { ...ref, ...anHour });
    expect(await getVerdict(ctx, rotated.fullKey)).toBe("valid");
    await settleRotations(ctx);
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    const [left] = await ctx.db.execute<{ seconds: number }>(sql`
      select extract(epoch from rotation_ends_at - now())::float8 as seconds
      from api_keys where id = ${key.id}`);
    expect(left?.seconds).toBeGreaterThan(anHour.overlapSeconds - 60);
    expect(left?.seconds).toBeLessThanOrEqual(anHour.overlapSeconds);
    await set({ rotationEndsAt: dbIn(-1) });
    await ctx.db
      .update(apiKeySecrets)
      .set({ expiresAt: dbIn(-1) })
      .where(sql`api_key_id = ${key.id} and generation = 1`);
    await settleRotations(ctx);
    expect(await getVerdict(ctx, key.fullKey)).toBe("expired");
    expect(await getVerdict(ctx, rotated.fullKey)).toBe("valid");
  });

  test("the last use is the database's moment, and counts for its day", async () => {
    const { ctx, key } = await setUp();
    await getVerdict(ctx, key.fullKey);
    await getServer().usage.flush();
    const read = async () => {
      const [row] = await ctx.db.execute<{ age: number; count: number }>(sql`
        select extract(epoch from now() - k.last_used_at)::float8 as age, u.count::int as count
        from api_keys k join api_key_usage_days u on u.api_key_id = k.id
          and u.day = (k.last_used_at at time zone 'UTC')::date
        where k.id = ${key.id}`);
      return row;
    };
    // A flush that the server's own timer began a moment ago may still be under way.
    await expect.poll(read).toMatchObject({ count: 1 });
    const { age = -1 } = (await read()) ?? {};
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(60);
  });

  test("a create is repeated for ten minutes", async () => {
    const { ctx, application } = await setUp();
    const input = { applicationId: application.id, description: "Once" };
    const first = await createApiKeyOnce(ctx, input, { idempotencyKey: input.applicationId });
    const repeat = () => createApiKeyOnce(ctx, input, { idempotencyKey: input.applicationId });
    const age = (seconds: number) =>
      ctx.db.execute(sql`update idempotency_records set created_at = ${dbIn(-seconds)}
        where api_key_id = ${first.answer.id}`);
    await age(590);
    expect((await repeat()).answer.fullKey).toBe(first.answer.fullKey);
    await age(601);
    await expect(repeat()).rejects.toMatchObject({ code: "conflict" });
  });

  test("expired keys take no place below the limit", async () => {
    const { ctx, application, set } = await setUp();
    const applicationId = application.id;
    const limits = { ...ctx.config.limits, activeKeysPerApplication: 1 };
    const full = { ...ctx, config: { ...ctx.config, limits } };
    await set({ expiresAt: dbIn(30) });
    const create = () => createApiKey(full, { applicationId, description: "a" });
    await expect(create()).rejects.toMatchObject({ code: "conflict" });
    await set({ expiresAt: dbIn(-1) });
    await create();
    const [row] = await ctx.db
      .select()
      .from(applications)
      .where(eq(applications.id, applicationId));
    expect(row?.activeKeyBound).toBe(1);
  });
});

test("a change that a verifier does not confirm takes effect with the end of its lease, by the clock of the database", async () => {
  const { db } = getServer();
  await db.execute(
    sql`insert into verifier_leases (id, expires_at, confirmed_mark) values ('silent', ${dbIn(60)}, 0)`,
  );
  setClockOff(-600);
  const effectiveAt = await awaitEffect({ db, verifierLeaseSeconds: 30 });
  await db.execute(sql`delete from verifier_leases where id = 'silent'`);
  const [row] = await db.execute<{ age: number }>(
    sql`select extract(epoch from now() - ${effectiveAt}::timestamptz)::float8 as age`,
  );
  expect(row?.age).toBeGreaterThan(-62);
  expect(row?.age).toBeLessThan(0);
});

test("a start tells of a clock that is not the database's", async () => {
  const { $client } = getServer().db;
  expect(await checkClock($client)).toBeUndefined();
  setClockOff(3600);
  expect(await checkClock($client)).toMatch(/clock is 36\d\d s ahead of the database's/);
  vi.useRealTimers();
  setClockOff(-3600);
  expect(await checkClock($client)).toMatch(/clock is 3[56]\d\d s behind the database's/);
});
