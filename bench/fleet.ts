import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createBenchContext, foundBenchMerchant } from "#bench/database.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { createApplication } from "#lib/applications/create.ts";
import { awaitEffect } from "#lib/await-effect.ts";
import { connect } from "#lib/db/connect.ts";
import { prepareCluster } from "#lib/db/embedded/cluster.ts";
import { clusterUrl } from "#lib/db/embedded/owner.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import {
  databaseName,
  findFreePort,
  spawnServer,
  waitUntilReady,
} from "#lib/db/embedded/server.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { ChangeFeed } from "#lib/verifier/change-feed.ts";

const fleets = (process.env.BENCH_FLEETS ?? "1,10,50,200").split(",").map(Number);
const idleSeconds = Number(process.env.BENCH_SECONDS ?? 15);
const revocations = Number(process.env.BENCH_REVOCATIONS ?? 100);
const leaseSeconds = Number(process.env.VERIFIER_LEASE_SECONDS ?? 30);
/** Maximum size of a verifier's pool, all of it open; one more connection listens. */
const poolSize = 3;
const pauseMs = 50;
/** Idle sessions of PostgreSQL report what they did before after 10 s. */
const settleMs = 12_000;
const ticksPerSecond = 100;
const maxConnections = 1000;

/** Seconds of a core that PostgreSQL's processes have used. */
async function readCpuSeconds(postmaster: number): Promise<number> {
  let ticks = 0;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    // Behind the name: state, parent, and at the 12th and 13th place the time in user and kernel.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(pid) !== postmaster && Number(fields[1]) !== postmaster) continue;
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / ticksPerSecond;
}

/** Connections of `count` idle verifiers: each has its pool and a listening connection. */
async function startFleet(url: string, count: number) {
  const verifiers = Array.from({ length: count }, () => {
    const db = connect(url, { poolSize, prepare: true });
    const feed = new ChangeFeed({
      databaseUrl: url,
      db,
      leaseSeconds,
      onChange: () => undefined,
      onBegin: () => undefined,
    });
    return { db, feed };
  });
  for (const { db, feed } of verifiers) {
    await Promise.all(Array.from({ length: poolSize }, () => db.execute("select pg_sleep(0.05)")));
    feed.start();
  }
  while (!verifiers.every(({ feed }) => feed.isTrusted())) await sleep(50);
  return async () => {
    await Promise.all(verifiers.map(({ feed }) => feed.close()));
    await Promise.all(verifiers.map(({ db }) => db.$client.end({ timeout: 5 })));
  };
}

const pick = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const folder = await mkdtemp(join(tmpdir(), "keysmith-fleet-"));
const cluster = await prepareCluster(folder);
const port = await findFreePort();
const postgres = await spawnServer(cluster, { port, durable: true, maxConnections });
const postmaster = postgres.pid ?? 0;
try {
  await waitUntilReady(cluster, postgres, port);
  const url = clusterUrl(cluster, port, databaseName);
  await migrateDatabase(url);
  const db = connect(url, { poolSize: 4, prepare: true });
  const { ctx } = await foundBenchMerchant(
    { ...createBenchContext(db), verifierLeaseSeconds: leaseSeconds },
    db.$client,
  );
  const countTransactions = async () => {
    const [row] = await db.execute<{ count: string }>(
      "select xact_commit as count from pg_stat_database where datname = current_database()",
    );
    return Number(row?.count);
  };
  console.log(`A lease of ${leaseSeconds} s, ${revocations} revocations one after another`);
  console.log(
    "| verifiers | connections | transactions/s, idle | CPU, idle | revocation p50 | p99 | CPU for each |",
  );
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const count of fleets) {
    const { id: applicationId } = await createApplication(ctx, {
      name: `Fleet of ${count}`,
      environment: "live",
    });
    const keyIds: string[] = [];
    for (let i = 0; i < revocations; i++) {
      keyIds.push((await createApiKey(ctx, { applicationId, description: "Checkout" })).id);
    }
    const stopFleet = await startFleet(url, count);
    await sleep(settleMs);
    const before = { cpu: await readCpuSeconds(postmaster), count: await countTransactions() };
    await sleep(idleSeconds * 1000);
    const idleCpu = (await readCpuSeconds(postmaster)) - before.cpu;
    const transactions = (await countTransactions()) - before.count;

    const took: number[] = [];
    const cpuBefore = await readCpuSeconds(postmaster);
    for (const keyId of keyIds) {
      const startedAt = performance.now();
      await revokeApiKey(ctx, { applicationId, keyId });
      await awaitEffect(ctx);
      took.push(performance.now() - startedAt);
      await sleep(pauseMs);
    }
    const cpu = (await readCpuSeconds(postmaster)) - cpuBefore;
    took.sort((a, b) => a - b);
    const cells = [
      count,
      count * (poolSize + 1),
      (transactions / idleSeconds).toFixed(0),
      `${((idleCpu / idleSeconds) * 100).toFixed(1)} %`,
      `${pick(took, 0.5).toFixed(1)} ms`,
      `${pick(took, 0.99).toFixed(1)} ms`,
      `${((cpu / revocations) * 1000).toFixed(1)} ms`,
    ];
    console.log(`| ${cells.join(" | ")} |`);
    await stopFleet();
  }
  await db.$client.end({ timeout: 5 });
} finally {
  await stopPostmaster(postmaster);
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
