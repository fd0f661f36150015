import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { apiKeySecrets, apiKeys, auditEvents } from "#drizzle/schema.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { generateFullKey, hashFullKey } from "#lib/api-keys/token.ts";
import { createContext } from "#lib/runtime/server.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApiKey } from "#lib/testing/records/api-keys.ts";

const { db, secrets } = createContext({ id: "test", address: null, userAgent: null });
const unknownMs = 5000;

let verifiers: TestVerifier[] = [];
beforeAll(async () => {
  verifiers = await Promise.all([startVerifierProcess(), startVerifierProcess()]);
  for (const verifier of verifiers) await verifier.untilTrusted();
});
afterAll(() => Promise.all(verifiers.map((verifier) => verifier.stop())));

const askAll = (key: string) => Promise.all(verifiers.map((verifier) => verifier.verify(key)));

/** Polls every verifier until it returns `expected`; fails if one returns valid after `until`. */
async function expectYesUntil(key: string, until: number, expected: string): Promise<void> {
  let yes = 0;
  const isOver = async () => {
    const askedAt = performance.now();
    const bodies = (await askAll(key)).map(({ body }) => body);
    if (bodies.some(({ valid }) => valid)) expect(askedAt).toBeLessThan(until);
    yes += bodies.filter(({ valid }) => valid).length;
    return bodies.every(({ code }) => code === expected);
  };
  await vi.waitUntil(isOver, { timeout: 15_000, interval: 5 });
  expect(yes).toBeGreaterThan(0);
}

/** Returns the `performance.now()` at which the database's clock has reached a timestamp. */
async function whenIs(moment: ReturnType<typeof sql>): Promise<number> {
  const [row] = await db.execute<{ left: number }>(
    sql`select extract(epoch from (${moment}) - now())::float8 * 1000 as left`,
  );
  return performance.now() + (row?.left ?? 0);
}

test.concurrent("a key that is remembered stops with its expiry, by the clock of the database", async () => {
  const { key } = await mintApiKey();
  await askAll(key.fullKey);
  await db
    .update(apiKeys)
    .set({ expiresAt: sql`now() + interval '2 s'` })
    .where(eq(apiKeys.id, key.id));
  const expiry = await whenIs(sql`select expires_at from api_keys where id = ${key.id}`);
  await expectYesUntil(key.fullKey, expiry, "expired");
});

test.concurrent("the first use of a new secret begins the overlap once, wherever it is shown", async () => {
  const { ctx, key, ref } = await mintApiKey();
  await askAll(key.fullKey);
  const { answer: rotated } = await rotateApiKey(ctx, { ...ref, overlapSeconds: 2 });
  for (const { body } of await askAll(key.fullKey)) expect(body.valid).toBe(true);
  const uses = await Promise.all(Array.from({ length: 10 }, () => askAll(rotated.fullKey)));
  for (const { body } of uses.flat()) expect(body.valid).toBe(true);
  const end = await whenIs(
    sql`select expires_at from api_key_secrets where api_key_id = ${key.id} and generation = 1`,
  );
  await expectYesUntil(key.fullKey, end, "expired");
  for (const { body } of await askAll(rotated.fullKey)) expect(body.valid).toBe(true);
  const isFirstUse = and(
    eq(auditEvents.apiKeyId, key.id),
    eq(auditEvents.action, "api_key.rotation_used"),
  );
  expect(await db.$count(auditEvents, isFirstUse)).toBe(1);
});

test.concurrent("a key that was asked for before it was made is good within 5 s", async () => {
  const { key } = await mintApiKey();
  const early = generateFullKey("ks", "live");
  for (const { body } of await askAll(early)) expect(body.code).toBe("not_found");
  const askedAt = performance.now();
  await db.insert(apiKeySecrets).values({
    keyHash: hashFullKey(secrets.keyHash, early),
    apiKeyId: key.id,
    generation: 2,
    keyPrefix: early.slice(0, 12),
  });
  const isKnown = async () => {
    const begunAt = performance.now();
    const answers = await askAll(early);
    const known = answers.filter(({ body }) => body.valid).length;
    if (known < answers.length) expect(begunAt).toBeLessThan(askedAt + unknownMs);
    return known === answers.length;
  };
  await vi.waitUntil(isKnown, { timeout: 10_000, interval: 20 });
});
