import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import {
  createBenchContext,
  fill,
  fillingIds,
  foundBenchMerchant,
  inBulk,
} from "#bench/database.ts";
import { median } from "#bench/median.ts";
import { createApiKey } from "#lib/api-keys/create.ts";
import { listApiKeys } from "#lib/api-keys/list.ts";
import { listApiKeysQuery } from "#lib/api-keys/schema.ts";
import { verifyApiKey } from "#lib/api-keys/verify.ts";
import { createApplication } from "#lib/applications/create.ts";
import { connect } from "#lib/db/connect.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";

const sizes = [10, 100_000, 1_000_000];
const rounds = Number(process.env.BENCH_ROUNDS ?? 9);
const callsPerRound = Number(process.env.BENCH_CALLS ?? 300);
const keysOfOne = 10;
const keysOfOthers = 100;
const largest = 100_000;

interface Target {
  name: string;
  size: number;
  call(i: number): Promise<unknown>;
}

async function prepare(url: string, size: number): Promise<Target[]> {
  await migrateDatabase(url);
  const db = connect(url, { poolSize: 1, prepare: true });
  closers.push(() => db.$client.end({ timeout: 5 }));
  const base = createBenchContext(db);
  const { owner, ctx } = await foundBenchMerchant(base, db.$client);
  const { id: applicationId } = await createApplication(ctx, { name: "One", environment: "live" });
  const fullKeys: string[] = [];
  for (let i = 0; i < keysOfOne; i++) {
    const description = `Measured server ${i === 3 ? "zeppelin" : i}`;
    fullKeys.push((await createApiKey(ctx, { applicationId, description })).fullKey);
  }
  const filler = postgres(url, { max: 1, onnotice: () => {} });
  await inBulk(filler, async () => {
    if (size <= keysOfOne) return;
    await fill(filler, owner, { count: size, perApplication: keysOfOthers });
    await fill(filler, owner, { count: largest, perApplication: largest });
  });
  const largestId = size > keysOfOne ? fillingIds(largest).applicationId(1) : applicationId;
  const [needle] = await filler<{ description: string }[]>`
    select description from api_keys where application_id = ${largestId}
    order by id offset ${size > keysOfOne ? largest / 2 : 3} limit 1`;
  await filler.end();
  const word = needle?.description.split(" ").at(-1) ?? "";

  const list = (id: string, query: Record<string, string>) => () =>
    listApiKeys(ctx, { ...listApiKeysQuery.parse({ limit: "10", ...query }), applicationId: id });
  const verify = (i: number) =>
    verifyApiKey(base, { key: fullKeys[i % keysOfOne] ?? "", ip: null, userAgent: null });
  const targets: Record<string, Target["call"]> = {
    verify,
    "list an application of 10": list(applicationId, {}),
    "search an application of 10": list(applicationId, { q: "zeppelin" }),
    "list the largest application": list(largestId, {}),
    "list it by description": list(largestId, { sort: "description" }),
    "search it for one key": list(largestId, { q: word }),
    "search it for a common word": list(largestId, { q: "server" }),
  };
  return Object.entries(targets).map(([name, call]) => ({ name, size, call }));
}

/** Microseconds a call, one after the other on one connection. */
async function measure({ call }: Target): Promise<number> {
  const startedAt = performance.now();
  for (let i = 0; i < callsPerRound; i++) await call(i);
  return ((performance.now() - startedAt) / callsPerRound) * 1000;
}

const closers: (() => Promise<unknown>)[] = [];
const dataDir = await mkdtemp(join(tmpdir(), "keysmith-scale-"));
const server = await startEmbeddedPostgres({ dataDir, durable: false });
try {
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  const targets: Target[] = [];
  for (const size of sizes) {
    const name = `scale_${size}`;
    await admin.unsafe(`create database ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    const startedAt = performance.now();
    targets.push(...(await prepare(url.href, size)));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    console.log(`A database of ${size.toLocaleString("en")} keys is ready (${seconds} s)`);
  }
  await admin.end();
  const figures = new Map<Target, number[]>(targets.map((target) => [target, []]));
  for (const target of targets) await measure(target);
  for (let round = 1; round <= rounds; round++) {
    for (const target of targets) figures.get(target)?.push(await measure(target));
  }
  const names = [...new Set(targets.map(({ name }) => name))];
  const of = (name: string, size: number) => {
    const target = targets.find((each) => each.name === name && each.size === size);
    return target ? (figures.get(target) ?? []) : [];
  };
  console.log(`\nMicroseconds a call, one at a time, medians of ${rounds} interleaved rounds`);
  console.table(
    names.map((name) => {
      const [least, ...larger] = sizes.map((size) => of(name, size));
      const ratios = larger.map((row) =>
        median(row.map((us, i) => us / (least?.[i] ?? Number.NaN))),
      );
      return Object.fromEntries([
        ["what", name],
        ...sizes.map((size) => [
          `${size.toLocaleString("en")} keys`,
          Math.round(median(of(name, size))),
        ]),
        ...sizes
          .slice(1)
          .map((size, i) => [`ratio ${size.toLocaleString("en")}`, ratios[i]?.toFixed(2)]),
      ]);
    }),
  );
} finally {
  for (const close of closers) await close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
