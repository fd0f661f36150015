import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { POST as CREATE } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { GET as READY } from "#app/readyz/route.ts";
import { keysInDatabase } from "#lib/api-keys/verify/find-key.ts";
import { connect } from "#lib/db/connect.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { makeFinal } from "#lib/testing/api/effect.ts";
import { call } from "#lib/testing/api/requests.ts";
import {
  listHosts,
  type Replication,
  startReplication,
} from "#lib/testing/database/replication.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/network/tcp-proxy.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

const revocations = 150;
const blipMs = 1500;

let servers: Replication;
/** Proxy to the primary. */
let line: TcpProxy;
let verifier: TestVerifier;

beforeAll(async () => {
  servers = await startReplication();
  line = await startTcpProxy(servers.primary.url);
  const hosts = [line.url, servers.standby.url];
  process.env.DATABASE_URL = listHosts(hosts, "?target_session_attrs=read-write");
  verifier = await startVerifierProcess({ LOG_LEVEL: "silent" });
});
afterAll(async () => {
  await verifier.stop();
  await runShutdownHooks();
  await line.close();
  await servers.stop();
});
beforeEach(() => servers.standby.run("select pg_wal_replay_resume()"));

/** Makes the primary unreachable briefly, while requests keep coming. */
async function blip(ask: () => Promise<unknown>): Promise<void> {
  line.refuse(true);
  line.cut();
  const endsAt = performance.now() + blipMs;
  while (performance.now() < endsAt) {
    await Promise.all(Array.from({ length: 10 }, ask));
    await sleep(20);
  }
  line.refuse(false);
}

test("no revoked key is valid after the primary was away for a moment and a standby lags behind", async () => {
  const { keys, token } = await mintApiKeys(revocations);
  const [first] = keys;
  await verifier.untilTrusted();
  await servers.caughtUp();
  await servers.standby.run("select pg_wal_replay_pause()");
  await blip(() => verifier.verify(first?.fullKey ?? ""));
  await verifier.untilTrusted();

  const isValid = async (key: string) => (await verifier.verify(key)).body.valid;
  const wrong: string[] = [];
  for (const { fullKey, params } of keys) {
    await expect.poll(() => isValid(fullKey), { timeout: 10_000 }).toBe(true);
    const revoke = () => makeFinal(() => call(DELETE, { method: "DELETE", token, params }));
    await expect.poll(async () => (await revoke()).status, { timeout: 10_000 }).toBe(204);
    if (await isValid(fullKey)) wrong.push(fullKey);
  }
  await sleep(1000);
  for (const { fullKey } of keys) if (await isValid(fullKey)) wrong.push(fullKey);
  expect(wrong).toEqual([]);
}, 120_000);

test("a portal that has lost the primary for a moment creates keys again, and is ready only then", async () => {
  const { ctx, token } = await mintMerchant();
  const { id } = await mintApplication(ctx);
  const create = async () =>
    (await call(CREATE, { token, params: { id }, body: { description: "Shop" } })).status;
  const ready = async () => (await call(READY, {})).status;
  await servers.caughtUp();
  await blip(create);
  await expect.poll(create, { timeout: 10_000 }).toBe(201);
  // Each lost connection finds the primary again.
  await Promise.all(Array.from({ length: 20 }, create));
  const statuses = [];
  for (let i = 0; i < 60; i++) statuses.push(await create());
  expect(new Set(statuses)).toEqual(new Set([201]));
  expect(await ready()).toBe(200);
}, 60_000);

const isInRecovery = sql`select pg_is_in_recovery() as "isInRecovery"`;

test.each(["", "?target_session_attrs=any", "?target_session_attrs=primary"])(
  "a list of hosts whose first is a standby leads to the primary (%s)",
  async (query) => {
    const { primary, standby } = servers;
    const db = connect(listHosts([standby.url, primary.url], query), {
      poolSize: 3,
      prepare: true,
    });
    const rows = await Promise.all(Array.from({ length: 9 }, () => db.execute(isInRecovery)));
    expect(rows.flat()).toEqual(Array(9).fill({ isInRecovery: false }));
    await db.$client.end();
  },
);

test("a standby alone is an outage for every statement", async () => {
  const db = connect(servers.standby.url, { poolSize: 1, prepare: true });
  for (let i = 0; i < 3; i++) {
    const refused = db.execute(isInRecovery).then();
    await expect(refused).rejects.toMatchObject({ cause: { code: "25006" } });
  }
  await db.$client.end();
});

test("a key that was looked up on a standby is not answered", async () => {
  const { ctx, keys } = await mintApiKeys(1);
  await servers.caughtUp();
  const find = (db: typeof ctx.db) => keysInDatabase.get({ ...ctx, db }, keys[0]?.fullKey ?? "");
  expect(await find(ctx.db)).toMatchObject({ keyId: keys[0]?.keyId });
  // As behind a pooler that moves an open connection to another server.
  const session = ctx.db.transaction(async (tx) => {
    await tx.execute(sql`set transaction read only`);
    return find(tx);
  });
  await expect(session).rejects.toMatchObject({ code: "25006" });
});
