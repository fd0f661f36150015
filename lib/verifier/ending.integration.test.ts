import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { createContext } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";

const { db } = createContext({ id: "test", address: null, userAgent: null });
const settings = { VERIFIER_FLUSH_SECONDS: "1" };
/** One flush each second, plus the time for a write on a busy machine. */
const unwrittenMs = 2500;

let survivor: TestVerifier;
beforeAll(async () => {
  survivor = await startVerifierProcess();
  await survivor.untilTrusted();
});
afterAll(() => survivor.stop());

async function countUses(keyId: string): Promise<number> {
  const [row] = await db.execute<{ count: string }>(
    sql`select coalesce(sum(count), 0) as count from api_key_usage_days where api_key_id = ${keyId}`,
  );
  return Number(row?.count);
}

async function countLeases(): Promise<number> {
  const [row] = await db.execute<{ count: string }>(
    sql`select count(*) from verifier_leases where expires_at > now()`,
  );
  return Number(row?.count);
}

/** Verifies keys in turn on eight connections until the verifier refuses connections. */
function startAsking(verifier: TestVerifier, keys: readonly string[]) {
  const answeredAt: number[] = [];
  const failures: unknown[] = [];
  let asked = 0;
  const lane = async () => {
    while (failures.length === 0) {
      const key = keys[asked % keys.length] ?? "";
      asked += 1;
      await verifier.verify(key).then(
        ({ status, body }) => {
          expect([status, body.valid]).toEqual([200, true]);
          answeredAt.push(performance.now());
        },
        (error) => failures.push(error.code),
      );
    }
  };
  const ended = Promise.all(Array.from({ length: 8 }, lane));
  return { answeredAt, failures, ended, asked: () => asked };
}

test("a verifier that is killed loses no more counts than of one flush, and nothing else", async () => {
  const verifier = await startVerifierProcess(settings);
  await verifier.untilTrusted();
  const { keys, token } = await mintApiKeys(4);
  const [counted, other, first, second] = keys;
  if (!counted || !other || !first || !second) throw new Error("no keys");
  const asking = startAsking(verifier, [counted.fullKey]);
  for (let i = 0; i < 3; i++) {
    const soFar = await countUses(counted.keyId);
    const isMore = async () => (await countUses(counted.keyId)) > soFar;
    await vi.waitUntil(isMore, { timeout: 10_000 });
  }
  const killedAt = performance.now();
  verifier.kill("SIGKILL");
  await verifier.ended;
  await asking.ended;
  const written = await countUses(counted.keyId);
  const answered = asking.answeredAt;
  expect(written).toBeGreaterThanOrEqual(
    answered.filter((at) => at < killedAt - unwrittenMs).length,
  );
  expect(written).toBeLessThanOrEqual(asking.asked());

  expect((await survivor.verify(other.fullKey)).body.valid).toBe(true);
  // Revocations wait for its lease at most once; after that it has ended.
  for (const [key, longestMs] of [
    [first, 4000],
    [second, 1900],
  ] as const) {
    expect((await survivor.verify(key.fullKey)).body.valid).toBe(true);
    const startedAt = performance.now();
    const options = { method: "DELETE", token, params: key.params };
    expect((await call(DELETE, options)).status).toBe(204);
    expect(performance.now() - startedAt).toBeLessThan(longestMs);
    expect((await survivor.verify(key.fullKey)).body.code).toBe("revoked");
    expect(await countLeases()).toBe(1);
  }
}, 60_000);

test("a verifier that is asked to end resets no request, loses no count and leaves no lease", async () => {
  const verifier = await startVerifierProcess(settings);
  await verifier.untilTrusted();
  expect(await countLeases()).toBe(2);
  const { keys } = await mintApiKeys(3);
  const asking = startAsking(
    verifier,
    keys.map(({ fullKey }) => fullKey),
  );
  await vi.waitUntil(() => asking.answeredAt.length > 500, { timeout: 20_000 });
  verifier.kill("SIGTERM");
  await asking.ended;
  expect(await verifier.ended).toBe(0);
  expect(new Set(asking.failures)).toEqual(new Set(["ECONNREFUSED"]));
  const counts = await Promise.all(keys.map(({ keyId }) => countUses(keyId)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(asking.answeredAt.length);
  expect(await countLeases()).toBe(1);
}, 60_000);
