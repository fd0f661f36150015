import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { GET as METRICS } from "#app/metrics/route.ts";
import { GET as READY } from "#app/readyz/route.ts";
import { type Cluster, prepareCluster } from "#lib/db/embedded/cluster.ts";
import { clusterUrl } from "#lib/db/embedded/owner.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import {
  databaseName,
  findFreePort,
  spawnServer,
  waitUntilReady,
} from "#lib/db/embedded/server.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { getServer } from "#lib/runtime/server.ts";
import { revocationReachSeconds } from "#lib/service-tokens/schema.ts";
import { makeFinal } from "#lib/testing/api/effect.ts";
import { call } from "#lib/testing/api/requests.ts";
import { exchange } from "#lib/testing/network/exchange.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { startVerifyLoop } from "#lib/testing/product/verify-loop.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

let folder = "";
let cluster: Cluster;
let port = 0;
let postgres: ChildProcess;
const leaseMs = 2000;
let strict: TestVerifier;
/** Uses stale entries for 5 s. */
let lenient: TestVerifier;

async function startPostgres(): Promise<void> {
  postgres = await spawnServer(cluster, { port, durable: true });
  await waitUntilReady(cluster, postgres, port);
}

const stopPostgres = () => stopPostmaster(postgres.pid ?? 0);

/** Reconnects the test's own pool; each lost connection fails once. */
async function reconnect(): Promise<void> {
  const ask = () => getServer().db.execute("select 1");
  const askAll = () => Promise.all(Array.from({ length: 20 }, ask));
  await vi.waitFor(askAll, { timeout: 15_000, interval: 50 });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keysmith-outage-"));
  cluster = await prepareCluster(folder);
  port = await findFreePort();
  await startPostgres();
  const url = clusterUrl(cluster, port, databaseName);
  await migrateDatabase(url);
  process.env.DATABASE_URL = url;
  [strict, lenient] = await Promise.all([
    startVerifierProcess({ LOG_LEVEL: "silent" }),
    startVerifierProcess({ LOG_LEVEL: "silent", VERIFIER_STALE_IF_DOWN_SECONDS: "5" }),
  ]);
});
afterAll(async () => {
  await Promise.all([strict.stop(), lenient.stop()]);
  await runShutdownHooks();
  await stopPostgres();
  await rm(folder, { recursive: true });
});
beforeEach(() => Promise.all([strict.untilTrusted(), lenient.untilTrusted()]));

const told = ({ status, body }: { status: number; body: { valid?: boolean; code?: unknown } }) =>
  status === 200 ? (body.valid ? "valid" : body.code) : status;

const askTwice = async (verifier: TestVerifier, key: string) => {
  await verifier.verify(key);
  return told(await verifier.verify(key));
};

test("once the lease has ended there is no yes without the database, but 503 and when to ask again", async () => {
  const { keys, token } = await mintApiKeys(3);
  for (const { fullKey } of keys) expect(await askTwice(strict, fullKey)).toBe("valid");
  await stopPostgres();
  await vi.waitUntil(async () => (await strict.cache()) === null, { timeout: 15_000 });
  for (const { fullKey } of keys) {
    const { status, headers, body } = await strict.verify(fullKey);
    expect([status, headers["retry-after"], body.valid]).toEqual([503, "1", undefined]);
  }
  const batch = { keys: keys.map(({ fullKey }) => ({ key: fullKey })) };
  const options = { token: await getServiceToken(), body: batch };
  expect((await exchange(`${strict.url}/v1/verify/batch`, options)).status).toBe(503);
  expect((await exchange(`${strict.url}/readyz`)).status).toBe(503);
  expect((await exchange(`${strict.url}/healthz`)).status).toBe(200);
  await startPostgres();
  await strict.untilTrusted();
  await reconnect();
  for (const { fullKey, params } of keys) {
    expect(await askTwice(strict, fullKey)).toBe("valid");
    expect((await call(DELETE, { method: "DELETE", token, params })).status).toBe(204);
    expect(told(await strict.verify(fullKey))).toBe("revoked");
  }
}, 60_000);

test("while a lease runs, cached keys are answered without the database, and others with 503", async () => {
  const leased = await startVerifierProcess({
    LOG_LEVEL: "silent",
    VERIFIER_LEASE_SECONDS: "60",
  });
  await leased.untilTrusted();
  const { keys, token } = await mintApiKeys(3);
  const [cached, other, revoked] = keys;
  if (!cached || !other || !revoked) throw new Error("no keys");
  for (const { fullKey } of [cached, revoked]) {
    expect(await askTwice(leased, fullKey)).toBe("valid");
  }
  const revocation = { method: "DELETE", token, params: revoked.params };
  expect((await call(DELETE, revocation)).status).toBe(204);
  await stopPostgres();
  // Longer than a reachable database keeps cached service tokens valid.
  const endsAt = performance.now() + revocationReachSeconds * 1000 + 500;
  do {
    expect(told(await leased.verify(cached.fullKey))).toBe("valid");
    expect(await leased.cache()).toBe("trusted");
    await sleep(100);
  } while (performance.now() < endsAt);
  for (const { fullKey } of [other, revoked]) {
    expect(told(await leased.verify(fullKey))).toBe(503);
  }
  await startPostgres();
  const isBack = async () => told(await leased.verify(other.fullKey)) === "valid";
  await vi.waitUntil(isBack, { timeout: 10_000, interval: 20 });
  expect(told(await leased.verify(revoked.fullKey))).toBe("revoked");
  expect(told(await leased.verify(cached.fullKey))).toBe("valid");
  await reconnect();
  // The lease of before the outage is given back, or revocations would wait for it.
  const countLeases = async () => {
    const live = sql`select from verifier_leases where expires_at > now()`;
    return (await getServer().db.execute(live)).length;
  };
  await expect.poll(countLeases, { timeout: 10_000 }).toBe(3);
  await leased.stop();
}, 60_000);

test("who serves without the database is ready for as long, and no longer", async () => {
  const { keys } = await mintApiKeys(1);
  const key = keys[0]?.fullKey ?? "";
  expect(await askTwice(lenient, key)).toBe("valid");
  await stopPostgres();
  const seen = new Set<unknown>();
  const readAndAsk = async () => {
    const ready = await lenient.cache();
    const answer = told(await lenient.verify(key));
    // Both may end at the same time: only a state seen before and after counts.
    if (ready === (await lenient.cache())) seen.add(`${ready} ${answer}`);
    return ready === null;
  };
  await vi.waitUntil(readAndAsk, { timeout: 15_000, interval: 50 });
  expect(seen).toContain("stale valid");
  expect(told(await lenient.verify(key))).toBe(503);
  expect([...seen]).not.toContain("stale 503");
  await startPostgres();
  await reconnect();
}, 60_000);

test("metrics and health are told during an outage, to a service token that was good before", async () => {
  const token = await getServiceToken();
  const headers = { Authorization: `Bearer ${token}` };
  const readPortal = () =>
    METRICS(new Request("http://localhost/metrics", { headers }), { params: Promise.resolve({}) });
  const readVerifier = () => exchange(`${strict.url}/metrics`, { token });
  expect([(await readPortal()).status, (await readVerifier()).status]).toEqual([200, 200]);
  await stopPostgres();
  // Longer than a reachable database keeps any cached service token valid.
  await sleep(revocationReachSeconds * 1000 + 500);
  for (let round = 0; round < 3; round += 1) {
    expect([(await readPortal()).status, (await readVerifier()).status]).toEqual([200, 200]);
  }
  expect((await exchange(`${strict.url}/metrics`, { token: `${token}x` })).status).toBe(401);
  expect((await call(READY)).status).toBe(503);
  await startPostgres();
  await reconnect();
}, 60_000);

test("revocations are final while the database is killed and comes back, time and again", async () => {
  const { keys, token } = await mintApiKeys(50);
  const loop = startVerifyLoop([strict], 4);
  const left = [...keys];
  const revokeNext = async () => {
    for (let key = left.pop(); key; key = left.pop()) {
      const { params, fullKey } = key;
      await loop.add(fullKey);
      const revocation = { method: "DELETE", token, params };
      const isRevoked = async () =>
        (await makeFinal(() => call(DELETE, revocation))).status === 204;
      await vi.waitUntil(isRevoked, { timeout: 15_000, interval: 50 });
      loop.end(fullKey);
      await loop.finish(fullKey);
    }
  };
  const revoking = Promise.all([revokeNext(), revokeNext(), revokeNext()]);
  for (const atMost of [40, 30, 15]) {
    await vi.waitUntil(() => left.length <= atMost, { timeout: 20_000, interval: 1 });
    postgres.kill("SIGQUIT");
    await stopPostgres();
    await startPostgres();
  }
  await revoking;
  await loop.stop();
  expect(loop.faults).toEqual([]);
  expect(loop.counts).toMatchObject({ cut: 0, unavailable: expect.toSatisfy((n) => n > 0) });
}, 90_000);

test("what an operator lets answer without the database does so for its seconds, and only yes", async () => {
  const expiresAt = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+/, "");
  const { ctx, token, keys } = await mintApiKeys(4, { expiresAt });
  const [good, revoked, refused, brief] = keys;
  if (!good || !revoked || !refused || !brief) throw new Error("no keys");
  const inTwoSeconds = `update api_keys set expires_at = now() + interval '2 s' where id = '${brief.keyId}'`;
  for (const { fullKey } of keys) expect(await askTwice(lenient, fullKey)).toBe("valid");
  for (const { params } of [revoked, refused]) {
    expect((await call(DELETE, { method: "DELETE", token, params })).status).toBe(204);
  }
  expect(told(await lenient.verify(refused.fullKey))).toBe("revoked");
  await ctx.db.execute(inTwoSeconds);
  const expiredAt = performance.now() + 2000;
  await vi.waitUntil(
    async () => (await lenient.verify(brief.fullKey)).body.expiresAt !== expiresAt,
  );

  const stoppingAt = performance.now();
  await stopPostgres();
  const stoppedAt = performance.now();
  expect(told(await lenient.verify(good.fullKey))).toBe("valid");
  expect(told(await lenient.verify(refused.fullKey))).toBe("revoked");
  expect(told(await lenient.verify(revoked.fullKey))).toBe(503);
  await sleep(Math.max(0, expiredAt - performance.now()));
  expect(told(await lenient.verify(brief.fullKey))).toBe(503);

  const answers: { askedAt: number; answer: unknown }[] = [];
  do {
    const askedAt = performance.now();
    answers.push({ askedAt, answer: told(await lenient.verify(good.fullKey)) });
    await sleep(50);
  } while (answers.at(-1)?.answer !== 503);
  expect(performance.now()).toBeGreaterThan(stoppingAt + 5000);
  for (const { askedAt } of answers.slice(0, -1)) {
    expect(askedAt).toBeLessThan(stoppedAt + leaseMs + 5000);
  }
  expect(new Set(answers.slice(0, -1).map(({ answer }) => answer))).toEqual(new Set(["valid"]));
  await startPostgres();
  await reconnect();
  await lenient.untilTrusted();
  expect(await askTwice(lenient, good.fullKey)).toBe("valid");
  expect(await askTwice(lenient, brief.fullKey)).toBe("expired");
}, 60_000);
