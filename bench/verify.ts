import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createKeyDatabase, type KeyDatabase } from "#bench/verify/databases.ts";
import { Load } from "#bench/verify/load.ts";
import { measureMemory } from "#bench/verify/memory.ts";
import {
  type Round,
  reportMemory,
  reportRevocation,
  reportThroughput,
} from "#bench/verify/report.ts";
import { measureRevocation } from "#bench/verify/revocation.ts";
import {
  connections,
  parts,
  referenceSize,
  revocationCount,
  rounds,
  scanCount,
  seconds,
  sizes,
} from "#bench/verify/settings.ts";
import { otherTargets, type Target, verifierTargets } from "#bench/verify/targets.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded.ts";

/**
 * What a verification costs, beside what a bare server does. A full run takes about 25 minutes, 10 GB
 * of disk under the folder for temporary files, and a quiet machine. A short one:
 * BENCH_SIZES=1000,20000 BENCH_ROUNDS=1 BENCH_SECONDS=1 BENCH_SCAN=20000 BENCH_REVOCATIONS=20
 */
async function run(resources: AsyncDisposableStack): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "keysmith-verify-"));
  resources.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  resources.defer(server.stop);
  const databases = [];
  for (const size of sizes) databases.push(await createKeyDatabase(server.url, size, resources));
  const database = databases.find(({ size }) => size === referenceSize);
  if (!database) throw new Error("BENCH_SIZES names no size");

  const load = await Load.start();
  resources.defer(() => load.stop());
  if (parts.includes("throughput")) {
    const subjects = { serverUrl: server.url, databases, database };
    await measureThroughput(load, subjects, resources.use(new AsyncDisposableStack()));
  }
  if (parts.includes("memory")) {
    const own = resources.use(new AsyncDisposableStack());
    reportMemory(await measureMemory(load, database, scanCount, own));
    await own.disposeAsync();
  }
  if (parts.includes("revocation")) {
    reportRevocation(await measureRevocation(database, revocationCount, resources));
  }
}

interface Subjects {
  serverUrl: string;
  databases: readonly KeyDatabase[];
  /** The one of them that everything is compared on. */
  database: KeyDatabase;
}

/** Puts away whatever it started before anything else is measured. */
async function measureThroughput(
  load: Load,
  subjects: Subjects,
  resources: AsyncDisposableStack,
): Promise<void> {
  const targets = [
    ...(await otherTargets(load, subjects, resources)),
    ...(await verifierTargets(load, subjects.databases, resources)),
  ];
  const results = await measureAll(targets);
  console.log(
    `\n${cpus().length} cores, ${connections} connections, medians of ${rounds} interleaved rounds ` +
      `of ${seconds} s; ratios at ${referenceSize.toLocaleString("en")} keys`,
  );
  reportThroughput(results, referenceSize);
  await resources.disposeAsync();
}

/** Each target in turn, another one first each time, after one pass that fills what can be filled. */
async function measureAll(targets: readonly Target[]): Promise<Round[]> {
  const all = targets.map((target): Round => ({ target, results: [] }));
  for (const { run } of targets) await run(seconds, 20_000);
  for (let round = 1; round <= rounds; round++) {
    const start = (round * 3) % all.length;
    for (const { target, results } of [...all.slice(start), ...all.slice(0, start)]) {
      results.push(await target.run(seconds));
    }
    console.log(`Round ${round} of ${rounds} measured`);
  }
  return all;
}

const resources = new AsyncDisposableStack();
const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => reject(new Error(`Interrupted by ${signal}`)));
  }
});
try {
  await Promise.race([run(resources), interrupted]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await resources.disposeAsync();
}
process.exit();
