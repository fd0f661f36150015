import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { POST as CREATE } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { GET as READY } from "#app/readyz/route.ts";
import { connect } from "#lib/db/connect.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { getOwnerUrl } from "#lib/testing/database/owner.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/network/tcp-proxy.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

const direct = process.env.DATABASE_URL ?? "";
/** The portal's proxy; each test has another one. */
const portalLine = await startTcpProxy(direct);
process.env.DATABASE_URL = portalLine.url;
/** Longest time from the fault until everything works again. */
const recoveryMs = 10_000;
/** The deadline of 5 s, plus slack for a busy machine. */
const longestMs = 6000;

const admin = connect(getOwnerUrl(), { poolSize: 1, prepare: true });
let line: TcpProxy;
beforeEach(async () => {
  line = await startTcpProxy(direct);
});
afterEach(() => line.close());
afterAll(async () => {
  await admin.$client.end();
  await portalLine.close();
});

test("a pool whose connections have all gone silent is replaced as soon as one is found out", async () => {
  const poolSize = 8;
  const db = connect(line.url, { poolSize, prepare: true });
  const fill = Array.from({ length: poolSize }, () => db.execute(sql`select pg_sleep(0.2)`));
  await Promise.all(fill);
  expect(line.opened()).toBe(poolSize);
  line.strand();
  const strandedAt = performance.now();
  const failed = db.execute(sql`select 1`).then();
  await expect(failed).rejects.toMatchObject({ cause: { code: "ETIMEDOUT" } });
  for (let i = 0; i < 2 * poolSize; i++) await db.execute(sql`select 1`);
  expect(performance.now() - strandedAt).toBeLessThan(recoveryMs);
  await db.$client.end({ timeout: 1 });
});

test("a statement that finds no connection in time is dropped, and not run later", async () => {
  await admin.execute(sql`create table late (text text)`);
  await admin.execute(sql`grant all on late to public`);
  line.refuse(true);
  const db = connect(line.url.replace(/@([^/]+)/, "@$1,$1"), { poolSize: 1, prepare: true });
  const statements = [1, 2, 3].map(() => db.execute(sql`insert into late values ('late')`).then());
  for (const { status } of await Promise.allSettled(statements)) expect(status).toBe("rejected");
  line.refuse(false);
  await expect
    .poll(() => db.execute(sql`select 1 as one`), { timeout: 10_000 })
    .toEqual([{ one: 1 }]);
  expect(await db.execute(sql`select from late`)).toHaveLength(0);
  await db.$client.end({ timeout: 1 });
});

test("a verifier answers 503 within 5 s and works again within 10 s, and ends where nothing answers", async () => {
  const { keys } = await mintApiKeys(1);
  const env = { DATABASE_URL: line.url, LOG_LEVEL: "silent", SHUTDOWN_SECONDS: "4" };
  const verifier = await startVerifierProcess(env);
  const ask = () => verifier.verify(keys[0]?.fullKey ?? "");
  expect((await ask()).status).toBe(200);
  await verifier.untilTrusted();
  // By then its cached service tokens have to be read again.
  await sleep(6000);
  line.strand();
  const strandedAt = performance.now();
  const answers: number[] = [];
  for (let status = 0; status !== 200 || performance.now() < strandedAt + 5000; ) {
    const askedAt = performance.now();
    ({ status } = await ask());
    answers.push(performance.now() - askedAt);
    await sleep(50);
  }
  expect(performance.now() - strandedAt).toBeLessThan(recoveryMs);
  expect(Math.max(...answers)).toBeLessThan(longestMs);

  await verifier.untilTrusted();
  await ask();
  line.delay(Number.POSITIVE_INFINITY);
  const endingAt = performance.now();
  verifier.kill("SIGTERM");
  expect(await verifier.ended).toBe(1);
  expect(performance.now() - endingAt).toBeLessThan(longestMs);
  expect(verifier.output()).toContain("took longer than 4 s. Abandoned: requests and usage");
}, 60_000);

test("a portal whose connections are stranded creates keys and is ready within 10 s, and loses nothing at its end", async () => {
  const { ctx, token } = await mintMerchant();
  const { ctx: other } = await mintMerchant();
  const { id } = await mintApplication(ctx);
  const create = async () =>
    (await call(CREATE, { token, params: { id }, body: { description: "Shop" } })).status;
  const ready = async () => (await call(READY, {})).status;
  expect(await Promise.all(Array.from({ length: 10 }, create))).toEqual(Array(10).fill(201));
  portalLine.strand();
  const strandedAt = performance.now();
  expect(await Promise.all([create(), create(), ready()])).toEqual([503, 503, 503]);
  expect(performance.now() - strandedAt).toBeLessThan(longestMs);
  for (let i = 0; i < 10; i++) expect([await create(), await ready()]).toEqual([201, 200]);
  expect(performance.now() - strandedAt).toBeLessThan(recoveryMs);
  getServer().lastSeen.record(other.claim.sessionId, "192.0.2.7");
  portalLine.strand();
  const endingAt = performance.now();
  await runShutdownHooks();
  expect(performance.now() - endingAt).toBeLessThan(recoveryMs);
  const seen = await admin.execute(sql`select host(last_seen_address) as address from sessions
    where id = ${other.claim.sessionId}`);
  expect(seen).toEqual([{ address: "192.0.2.7" }]);
}, 40_000);
