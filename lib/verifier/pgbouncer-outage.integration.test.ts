import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
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
import { call } from "#lib/testing/api/requests.ts";
import { pgbouncer, startPgbouncer } from "#lib/testing/database/pgbouncer.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { ChangeFeed } from "#lib/verifier/change-feed.ts";

describe.skipIf(!pgbouncer)("behind pgbouncer (skipped where there is none)", () => {
  let folder = "";
  let cluster: Cluster;
  let port = 0;
  let postgres: ChildProcess;
  let stopPgbouncer = async () => {};
  let verifiers: TestVerifier[] = [];

  async function startPostgres(): Promise<void> {
    postgres = await spawnServer(cluster, { port, durable: true });
    await waitUntilReady(cluster, postgres, port);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "keysmith-pgbouncer-outage-"));
    cluster = await prepareCluster(folder);
    port = await findFreePort();
    await startPostgres();
    const url = clusterUrl(cluster, port, databaseName);
    await migrateDatabase(url);
    const bouncer = await startPgbouncer(url);
    stopPgbouncer = bouncer.stop;
    process.env.DATABASE_URL = bouncer.url;
    process.env.DATABASE_DIRECT_URL = url;
    process.env.DATABASE_PREPARE = "false";
    const quiet = { LOG_LEVEL: "silent" };
    verifiers = await Promise.all([startVerifierProcess(quiet), startVerifierProcess(quiet)]);
  });
  afterAll(async () => {
    for (const verifier of verifiers) await verifier.stop();
    await runShutdownHooks();
    await stopPgbouncer();
    await stopPostmaster(postgres.pid ?? 0);
    await rm(folder, { recursive: true });
  });

  test("a verifier that listens through pgbouncer trusts nothing", async () => {
    const feed = new ChangeFeed({
      databaseUrl: process.env.DATABASE_URL ?? "",
      db: getServer().db,
      leaseSeconds: 30,
      onChange: () => undefined,
      onBegin: () => undefined,
    });
    feed.start();
    const endsAt = performance.now() + 6000;
    while (performance.now() < endsAt) {
      expect(feed.isTrusted()).toBe(false);
      await sleep(50);
    }
    await feed.close();
  }, 30_000);

  test("a database that restarts ends no process, leaves no promise to nobody, and revoked keys revoked", async () => {
    const { keys, token, applicationId } = await mintApiKeys(3);
    const [good, ...others] = keys;
    const ended: unknown[] = [];
    for (const verifier of verifiers) void verifier.ended.then((code) => ended.push(code));
    const create = async () => {
      const body = { description: "Shop" };
      return (await call(CREATE, { token, params: { id: applicationId }, body })).status;
    };
    const list = () => call(LIST, { token, params: { id: applicationId } });
    const verify = async (key = "") => {
      const answers = await Promise.all(
        verifiers.map((each) => each.verify(key).catch(() => null)),
      );
      return answers.map((answer) => answer && (answer.body.code ?? answer.body.valid));
    };
    for (const { fullKey, params } of others) {
      await expect.poll(() => verify(fullKey), { timeout: 15_000 }).toEqual([true, true]);
      const revoke = () => call(DELETE, { method: "DELETE", token, params });
      await expect.poll(async () => (await revoke()).status, { timeout: 15_000 }).toBe(204);
      let isOver = false;
      const load = Array.from({ length: 8 }, async () => {
        while (!isOver) {
          await Promise.all([verify(good?.fullKey), list()]);
          await sleep(5);
        }
      });
      await sleep(300);
      postgres.kill("SIGQUIT");
      await stopPostmaster(postgres.pid ?? 0);
      await sleep(500);
      await startPostgres();
      await expect.poll(create, { timeout: 20_000 }).toBe(201);
      isOver = true;
      await Promise.all(load);
      const told = () => verify(fullKey);
      await expect.poll(told, { timeout: 15_000 }).toEqual(["revoked", "revoked"]);
    }
    expect(ended).toEqual([]);
  }, 120_000);
});
