import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBetterAuth } from "#bench/verify/better-auth.ts";
import { type KeyDatabase, secretsEnv, token } from "#bench/verify/databases.ts";
import type { Load, LoadResult } from "#bench/verify/load.ts";
import { preparePgbench } from "#bench/verify/pgbench.ts";
import { type ProgramOptions, startProgram } from "#bench/verify/program.ts";
import { connections, keyCount, poolSize } from "#bench/verify/settings.ts";
import { startVerifier, takeSample, verifyPath } from "#bench/verify/verifier.ts";
import { startProduct } from "#lib/testing/product/product.ts";

export interface Target {
  name: string;
  /** Keys in its database. */
  size: number | undefined;
  run(seconds: number, atLeast?: number): Promise<LoadResult>;
}

export const names = {
  bare: "bare node:http",
  select: "bare node:http, one SELECT",
  warm: "verifier, warm",
  cold: "verifier, cold",
  route: "portal's route",
  betterAuth: "better-auth",
  pgbench: "pgbench",
};

interface Endpoint {
  name: string;
  port: number;
  path?: string;
  keys: string[];
  size?: number;
}

function target(load: Load, { name, port, path = verifyPath, keys, size }: Endpoint): Target {
  const run = (seconds: number, atLeast?: number) =>
    load.run(name, { port, path, token, keys, connections, seconds, atLeast });
  return { name, size, run };
}

/** A verifier with its cache and one without, on each of the databases. */
export async function verifierTargets(
  load: Load,
  databases: readonly KeyDatabase[],
  resources: AsyncDisposableStack,
): Promise<Target[]> {
  const targets: Target[] = [];
  for (const database of databases) {
    const { size, keys } = database;
    for (const [name, env] of [
      [names.warm, {}],
      [names.cold, { VERIFIER_CACHE_MB: "0" }],
    ] as const) {
      const { port, stop } = await startVerifier(database, env);
      resources.defer(stop);
      targets.push(target(load, { name, port, keys, size }));
    }
  }
  return targets;
}

/** Programs compared with the verifier, on one database, with an equally long response. */
export async function otherTargets(
  load: Load,
  { serverUrl, database }: { serverUrl: string; database: KeyDatabase },
  resources: AsyncDisposableStack,
): Promise<Target[]> {
  const { url, size, keys } = database;
  const verifier = await startVerifier(database);
  const sample = await takeSample(verifier.port, keys[0] ?? "");
  await verifier.stop();
  const env = {
    BENCH_HEADERS: JSON.stringify(sample.headers),
    BENCH_POOL_SIZE: String(poolSize),
  };
  const start = async (file: string, options: ProgramOptions) => {
    const { port, stop } = await startProgram(`bench/verify/programs/${file}`, options);
    resources.defer(stop);
    return port;
  };
  const bare = await start("constant.ts", { env: { ...env, BENCH_BODY: sample.body } });
  const select = await start("select.ts", { env: { ...env, ...secretsEnv, DATABASE_URL: url } });
  console.log("Installing better-auth, and making its keys…");
  const betterAuth = await startBetterAuth(serverUrl, env, resources);
  const targets = [
    target(load, { name: names.bare, port: bare, keys }),
    target(load, { name: names.select, port: select, keys, size }),
    target(load, { name: names.betterAuth, ...betterAuth, size: keyCount }),
    target(load, { ...(await startRoute(database, resources)), keys, size }),
  ];
  const pgbench = await preparePgbench(database, poolSize, resources);
  if (pgbench) targets.push({ name: names.pgbench, size, run: pgbench.run });
  else console.log("pgbench is left out: it is not on the PATH, or the database is too small");
  return targets;
}

/** The portal on the same database, whose route does what the verifier does. */
async function startRoute({ url }: KeyDatabase, resources: AsyncDisposableStack) {
  console.log("Starting the portal, and building it first where its sources have changed…");
  const dataDir = await mkdtemp(join(tmpdir(), "keysmith-portal-"));
  resources.defer(() => rm(dataDir, { recursive: true, force: true }));
  const portal = startProduct({
    ...secretsEnv,
    KEYSMITH_DATA_DIR: dataDir,
    DATABASE_URL: url,
    LOG_LEVEL: "error",
    RATE_LIMIT_FACTOR: "1000000",
  });
  resources.defer(async () => {
    portal.kill("SIGTERM");
    await portal.ended;
  });
  const port = Number(new URL(await portal.ready).port);
  return { name: names.route, port, path: "/api/v1/api-keys/verify" };
}
