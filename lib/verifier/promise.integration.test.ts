import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { awaitEffect } from "#lib/await-effect.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { exchange } from "#lib/testing/network/exchange.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/network/tcp-proxy.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

const revocations = 500;
/** Concurrency low enough that no call waits long for a connection on a busy machine. */
const lanes = 40;
const leaseSeconds = 5;

let line: TcpProxy;
/** Reaches the database through the proxy. */
let faulty: TestVerifier;
let sound: TestVerifier;
beforeAll(async () => {
  line = await startTcpProxy(process.env.DATABASE_URL ?? "");
  const env = { LOG_LEVEL: "silent", VERIFIER_LEASE_SECONDS: String(leaseSeconds) };
  [faulty, sound] = await Promise.all([
    startVerifierProcess({ ...env, DATABASE_URL: line.url }),
    startVerifierProcess(env),
  ]);
});
afterAll(async () => {
  await Promise.all([faulty.stop(), sound.stop()]);
  await line.close();
});

type Minted = Awaited<ReturnType<typeof mintApiKeys>>["keys"];

/** Lists the keys that a verifier calls valid; empty if it does not respond. */
async function listValid({ url }: TestVerifier, keys: Minted): Promise<string[]> {
  const body = { keys: keys.map(({ fullKey }) => ({ key: fullKey })) };
  const response = await exchange(`${url}/v1/verify/batch`, {
    token: await getServiceToken(),
    body,
  });
  if (response.status !== 200) return [];
  const verdicts: { valid: boolean }[] = response.body.data;
  return keys.filter((_, i) => verdicts[i]?.valid).map(({ keyId }) => keyId);
}

const faults = {
  "cut off": {
    begin: () => line.delay(Number.POSITIVE_INFINITY),
    end: () => line.delay(0),
  },
  stopped: {
    begin: () => faulty.kill("SIGSTOP"),
    end: () => faulty.kill("SIGCONT"),
  },
};

test.each(["cut off", "stopped"] as const)(
  "of 500 keys that are revoked while a verifier is %s, none is valid after the Effective-At that was answered",
  async (name) => {
    await Promise.all([faulty.untilTrusted(), sound.untilTrusted()]);
    const { keys, token } = await mintApiKeys(revocations);
    for (const verifier of [faulty, faulty, sound, sound]) {
      expect(await listValid(verifier, keys)).toHaveLength(revocations);
    }
    const effectiveAt = new Map<string, number>();
    const promised: string[] = [];
    const wrong: string[] = [];
    let isOver = false;
    const check = async (verifier: TestVerifier) => {
      while (!isOver) {
        const askedAt = Date.now();
        for (const keyId of await listValid(verifier, keys)) {
          const end = effectiveAt.get(keyId) ?? Number.POSITIVE_INFINITY;
          if (askedAt >= end) wrong.push(keyId);
        }
        await sleep(20);
      }
    };
    onTestFinished(() => {
      isOver = true;
      faults[name].end();
    });
    faults[name].begin();
    const checks = Promise.all([check(faulty), check(sound)]);
    const revoke = async ({ keyId, params }: Minted[number]) => {
      const { status, headers } = await call(DELETE, { method: "DELETE", token, params });
      expect(status).toBe(204);
      const end = Date.parse(headers.get("effective-at") ?? "");
      effectiveAt.set(keyId, end);
      if (end > Date.now() + 1000) promised.push(keyId);
    };
    const revokedAt = Date.now();
    const left = [...keys];
    const lane = async () => {
      for (let key = left.pop(); key; key = left.pop()) await revoke(key);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    if (name === "stopped") faults[name].end();
    const latest = Math.max(...effectiveAt.values());
    expect(latest).toBeLessThanOrEqual(Date.now() + leaseSeconds * 1000 + 1000);
    await sleep(Math.max(0, latest - Date.now()) + 1000);
    faults[name].end();
    await faulty.untilTrusted();
    await sleep(200);
    isOver = true;
    await checks;
    expect(wrong).toEqual([]);
    expect(effectiveAt.size).toBe(revocations);
    // The first of them may have taken longer than a lease on a busy machine.
    if (Date.now() - revokedAt < 60_000) expect(promised).not.toEqual([]);
    for (const verifier of [faulty, sound]) expect(await listValid(verifier, keys)).toEqual([]);
  },
  180_000,
);

test("for one lease after a promotion a change waits for the leases that may be lost", async () => {
  const { db } = getServer();
  const ctx = { db, verifierLeaseSeconds: 4 };
  await Promise.all([faulty.untilTrusted(), sound.untilTrusted()]);
  const isSoon = async () => Date.parse(await awaitEffect(ctx)) <= Date.now() + 1000;
  expect(await isSoon()).toBe(true);
  // As after a promotion: no verifier has seen this timeline.
  await db.execute(
    sql`update verifier_leases set id = 'timeline 00000000' where id like 'timeline %'`,
  );
  const promotedAt = Date.now();
  const changes = [awaitEffect(ctx), awaitEffect({ ...ctx, db: getServer().db })];
  for (const effectiveAt of await Promise.all(changes)) {
    expect(Date.parse(effectiveAt)).toBeGreaterThanOrEqual(promotedAt + 4000);
    expect(Date.parse(effectiveAt)).toBeLessThan(Date.now() + 6000);
  }
  expect(Date.now()).toBeGreaterThan(promotedAt + 1900);
  await sleep(Math.max(0, promotedAt + 5500 - Date.now()));
  expect(await isSoon()).toBe(true);
}, 30_000);
