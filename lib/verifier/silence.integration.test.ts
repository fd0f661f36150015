import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { awaitEffect } from "#lib/await-effect.ts";
import type { Context } from "#lib/context.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/network/tcp-proxy.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { ChangeFeed } from "#lib/verifier/change-feed.ts";

const settings = { LOG_LEVEL: "silent" };
/** The deadline of 5 s, plus slack for a busy machine. */
const longestMs = 6000;
const staleMs = 8000;

let proxy: TcpProxy;
let strict: TestVerifier;
let lenient: TestVerifier;
beforeAll(async () => {
  proxy = await startTcpProxy(process.env.DATABASE_URL ?? "");
  const env = { ...settings, DATABASE_URL: proxy.url };
  [strict, lenient] = await Promise.all([
    startVerifierProcess(env),
    startVerifierProcess({ ...env, VERIFIER_STALE_IF_DOWN_SECONDS: String(staleMs / 1000) }),
  ]);
});
afterAll(async () => {
  await Promise.all([strict.stop(), lenient.stop()]);
  await proxy.close();
});

async function ask(verifier: TestVerifier, key: string) {
  const askedAt = performance.now();
  const { status, headers, body } = await verifier.verify(key);
  const answeredAt = performance.now();
  if (status === 503) expect(headers["retry-after"]).toBe("1");
  const told = status === 200 ? (body.valid ? "valid" : body.code) : status;
  return { askedAt, answeredAt, took: answeredAt - askedAt, told };
}

test.concurrent("a database that keeps quiet makes no yes, and nobody wait for longer than 5 s", async () => {
  await Promise.all([strict.untilTrusted(), lenient.untilTrusted()]);
  const { keys, token } = await mintApiKeys(2);
  const [good, revoked] = keys;
  if (!good || !revoked) throw new Error("no keys");
  for (const verifier of [strict, strict, lenient, lenient]) {
    for (const { fullKey } of keys) expect((await ask(verifier, fullKey)).told).toBe("valid");
  }
  proxy.delay(Number.POSITIVE_INFINITY);
  const silentSince = performance.now();
  const { params } = revoked;
  expect((await call(DELETE, { method: "DELETE", token, params })).status).toBe(204);
  expect(performance.now() - silentSince).toBeLessThan(4000);

  const strictAnswers = [ask(strict, revoked.fullKey), ask(strict, good.fullKey)];
  const lenientAnswers: Awaited<ReturnType<typeof ask>>[] = [];
  do {
    lenientAnswers.push(await ask(lenient, good.fullKey));
    await sleep(100);
  } while (performance.now() < silentSince + staleMs - 2000);
  for (const { told, took } of await Promise.all(strictAnswers)) {
    expect(told).toBe(503);
    expect(took).toBeLessThan(longestMs);
  }
  // It also accepts service tokens whose cache entry has expired.
  expect(new Set(lenientAnswers.map(({ told }) => told))).toEqual(new Set(["valid"]));
  await sleep(Math.max(0, silentSince + staleMs + 2000 - performance.now()));
  const late = await Promise.all([ask(lenient, good.fullKey), ask(strict, good.fullKey)]);
  expect(late.map(({ told }) => told)).toEqual([503, 503]);
  for (const { took } of late) expect(took).toBeLessThan(longestMs);

  proxy.delay(0);
  for (const verifier of [strict, lenient]) {
    await vi.waitUntil(async () => (await ask(verifier, good.fullKey)).told === "valid", 10_000);
    await verifier.untilTrusted();
    expect((await ask(verifier, revoked.fullKey)).told).toBe("revoked");
  }
}, 60_000);

test.concurrent("a connection that falls silent is given up before it could tell anything, and left at once", async () => {
  const line = await startTcpProxy(process.env.DATABASE_URL ?? "");
  const feed = new ChangeFeed({
    databaseUrl: line.url,
    db: getServer().db,
    leaseSeconds: 2,
    onChange: () => undefined,
    onBegin: () => line.delay(Number.POSITIVE_INFINITY),
  });
  feed.start();
  await vi.waitUntil(() => line.opened() > 1, { timeout: 15_000 });
  expect([feed.isTrusted(), feed.distrustedForMs()]).toEqual([false, Number.POSITIVE_INFINITY]);
  const startedAt = performance.now();
  await feed.close();
  expect(performance.now() - startedAt).toBeLessThan(4000);
  await line.close();
});

test.concurrent("a change is answered after two seconds also where the database does not answer, and says when it holds", async () => {
  const unsafe = () => new Promise(() => undefined);
  const db = { _: { session: { client: { unsafe } } } } as unknown as Context["db"];
  const startedAt = performance.now();
  const committedAt = Date.now();
  const effectiveAt = await awaitEffect({ db, verifierLeaseSeconds: 30 });
  expect(performance.now() - startedAt).toBeGreaterThan(1990);
  expect(performance.now() - startedAt).toBeLessThan(4000);
  expect(Date.parse(effectiveAt)).toBeGreaterThanOrEqual(committedAt + 30_000);
  expect(Date.parse(effectiveAt)).toBeLessThan(Date.now() + 31_000);
});

test("what was remembered before a machine slept is forgotten", async () => {
  let begun = 0;
  const feed = new ChangeFeed({
    databaseUrl: process.env.DATABASE_URL ?? "",
    db: getServer().db,
    leaseSeconds: 2,
    onChange: () => undefined,
    onBegin: () => {
      begun += 1;
    },
  });
  feed.start();
  await vi.waitUntil(() => feed.isTrusted(), { timeout: 10_000 });
  const now = Date.now;
  // The monotonic clock stops for a minute.
  vi.spyOn(Date, "now").mockImplementation(() => now() + 60_000);
  expect(feed.isTrusted()).toBe(false);
  await vi.waitUntil(() => begun === 2 && feed.isTrusted(), { timeout: 10_000 });
  vi.restoreAllMocks();
  await feed.close();
});
