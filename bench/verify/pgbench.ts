import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillingIds, getPosition } from "#bench/database.ts";
import type { KeyDatabase } from "#bench/verify/databases.ts";
import { Histogram } from "#bench/verify/histogram.ts";
import type { LoadResult } from "#bench/verify/load.ts";
import { selectKey } from "#bench/verify/select.ts";

/** A hash of its own each time, made as `fill` makes it, of the keys beside those that we have. */
function script({ filling }: KeyDatabase): string {
  const step = getPosition(0, filling);
  const idStart = `key_${fillingIds(filling.perApplication).mark}`;
  const id = `('${idStart}' || lpad((:n)::text, 16, '0'))`;
  return `\\set n ${step} * random(1, ${(filling.hashes ?? []).length}) - 1
${selectKey.trim()} decode(md5(${id}) || md5(${id} || '.'), 'hex');
`;
}

export interface Pgbench {
  run(seconds: number): Promise<LoadResult>;
}

/** Undefined where there is no pgbench on the PATH, or no key in the database but those we have. */
export async function preparePgbench(
  database: KeyDatabase,
  connections: number,
  resources: AsyncDisposableStack,
): Promise<Pgbench | undefined> {
  if (getPosition(0, database.filling) < 2) return undefined;
  const hasOne = await runPgbench(["--version"]).catch(() => undefined);
  if (hasOne === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "keysmith-pgbench-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "select.sql");
  await writeFile(file, script(database));
  const { hostname, port, username, password, pathname } = new URL(database.url);
  const env = { PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password };
  const log = `--log-prefix=${join(folder, "log")}`;
  const args = ["-M", "prepared", "-n", "-f", file, "-c", String(connections), "-l", log];
  return {
    run: async (seconds) => {
      await runPgbench([...args, "-T", String(seconds), pathname.slice(1)], env);
      return readLogs(folder, seconds);
    },
  };
}

/** Each line of a log is a transaction: client, number, microseconds, and when it was. */
async function readLogs(folder: string, seconds: number): Promise<LoadResult> {
  const latencies = new Histogram();
  for (const name of await readdir(folder)) {
    if (!name.startsWith("log")) continue;
    const lines = (await readFile(join(folder, name), "utf8")).trimEnd().split("\n");
    for (const line of lines) latencies.record(Number(line.split(" ")[2]) / 1000);
    await rm(join(folder, name));
  }
  const [p50, p99] = [latencies.quantile(0.5), latencies.quantile(0.99)];
  return { count: latencies.count, perSecond: latencies.count / seconds, p50, p99, wrong: 0 };
}

async function runPgbench(args: string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn("pgbench", args, { env: { ...process.env, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`pgbench: ${output}`);
  return output;
}
