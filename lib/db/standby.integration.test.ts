import { type ChildProcess, execFile } from "node:child_process";
import { once } from "node:events";
import { appendFile, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { POST as CREATE } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { type Cluster, prepareCluster, superuser } from "#lib/db/embedded/cluster.ts";
import { clusterUrl } from "#lib/db/embedded/owner.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import {
  databaseName,
  findFreePort,
  spawnServer,
  waitUntilReady,
} from "#lib/db/embedded/server.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { withClient } from "#lib/db/with-client.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { mintApplication, mintMerchant } from "#lib/testing/merchants.ts";
import { call } from "#lib/testing/requests.ts";

interface Server {
  cluster: Cluster;
  port: number;
  child: ChildProcess;
  /** Runs one statement on a connection of its own. */
  run(statement: string): Promise<readonly Record<string, unknown>[]>;
}

let folder = "";
let primary: Server;
let standby: Server;

async function start(cluster: Cluster, port: number): Promise<Server> {
  const child = await spawnServer(cluster, { port, durable: true });
  await waitUntilReady(cluster, child, port);
  const url = clusterUrl(cluster, port, databaseName);
  const run = (statement: string) => withClient(url, 5000, (sql) => sql.unsafe(statement));
  return { cluster, port, child, run };
}

/** A copy of a server that has been stopped, which follows it from then on. */
async function copyAsStandby({ cluster, port }: Server, dataDir: string): Promise<Cluster> {
  await promisify(execFile)("cp", ["-a", cluster.dataDir, dataDir]);
  const copy = await prepareCluster(dataDir);
  const source = `host=127.0.0.1 port=${port} user=${superuser} password=${cluster.password}`;
  await appendFile(join(copy.dir, "postgresql.auto.conf"), `primary_conninfo = '${source}'\n`);
  const signalFile = join(copy.dir, "standby.signal");
  await writeFile(signalFile, "");
  if (copy.account) await chown(signalFile, copy.account.uid, copy.account.gid);
  return copy;
}

/** Whose commits the primary waits for. */
async function setStandbyNames(names: string): Promise<void> {
  await primary.run(`alter system set synchronous_standby_names = '${names}'`);
  await primary.run("select pg_reload_conf()");
  const read = async () => (await primary.run("show synchronous_standby_names"))[0];
  await vi.waitUntil(async () => (await read())?.synchronous_standby_names === names);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keysmith-standby-"));
  const cluster = await prepareCluster(join(folder, "one"));
  const first = await start(cluster, await findFreePort());
  await migrateDatabase(clusterUrl(cluster, first.port, databaseName));
  await stopPostmaster(first.child.pid ?? 0);
  const copy = await copyAsStandby(first, join(folder, "two"));
  primary = await start(cluster, first.port);
  standby = await start(copy, await findFreePort());
  const isFollowed = async () =>
    (await primary.run("select from pg_stat_replication where state = 'streaming'")).length === 1;
  await vi.waitUntil(isFollowed, { timeout: 20_000 });
  const url = new URL(clusterUrl(cluster, primary.port, databaseName));
  process.env.DATABASE_URL =
    `postgres://${url.username}:${url.password}@127.0.0.1:${primary.port},127.0.0.1:${standby.port}` +
    `/${databaseName}?target_session_attrs=read-write`;
});

afterAll(async () => {
  await runShutdownHooks();
  for (const { child } of [primary, standby]) await stopPostmaster(child.pid ?? 0);
  await rm(folder, { recursive: true });
});

async function openShop() {
  const { ctx, token } = await mintMerchant();
  const { id } = await mintApplication(ctx);
  return (description: string) =>
    call(CREATE, {
      token,
      params: { id },
      body: { description },
      headers: { "Idempotency-Key": encodeURIComponent(description) },
    });
}

test("a commit that was let go before a standby had it is no success, and its repeat is one", async () => {
  const create = await openShop();
  await setStandbyNames("nobody");
  const creating = create("Not replicated");
  const cancel = async () =>
    (
      await primary.run(
        "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'",
      )
    ).length;
  await vi.waitUntil(cancel, { interval: 10, timeout: 4000 });
  const { status, headers } = await creating;
  expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
  await setStandbyNames("*");
  const again = await create("Not replicated");
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
});

test("when a standby is promoted it is found, and has all that was acknowledged", async () => {
  await setStandbyNames("*");
  const create = await openShop();
  const acknowledged: string[] = [];
  const names = Array.from({ length: 60 }, (_, index) => `Key ${index}`);
  const lane = async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const { status, body } = await create(name);
      expect([201, 503]).toContain(status);
      if (status === 503) return;
      acknowledged.push(body.fullKey);
      if (acknowledged.length === 10) primary.child.kill("SIGKILL");
    }
  };
  const ended = once(primary.child, "exit");
  await Promise.all([lane(), lane(), lane(), lane()]);
  await ended;
  await standby.run("select pg_promote()");
  const isBack = async () => (await create("After the promotion")).status === 201;
  await vi.waitUntil(isBack, { timeout: 15_000 });
  expect(acknowledged.length).toBeGreaterThanOrEqual(10);
  // Each connection of the pool finds it for itself, at the cost of one 503 at the most.
  const areAllGood = async () => {
    const keys = acknowledged.map((key) => call(WHOAMI, { headers: { "X-API-Key": key } }));
    const statuses = (await Promise.all(keys)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    return statuses.every((status) => status === 200);
  };
  await vi.waitUntil(areAllGood, { timeout: 15_000 });
});
