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
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { listApiKeys } from "#lib/api-keys/list.ts";
import { listApiKeysQuery } from "#lib/api-keys/schema.ts";
import type { KeyRecord } from "#lib/api-keys/verify/find-key.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { createApplication } from "#lib/applications/create.ts";
import type { OperatorContext } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { findApiKeys } from "#lib/operator/find-api-keys.ts";
import { listMerchantsForOperator } from "#lib/operator/list-merchants.ts";
import { listMerchantsQuery } from "#lib/operator/schema.ts";
import { createKeyRecord } from "#lib/testing/records/key-record.ts";

/**
 * Times what the operator does among many keys and merchants: filtered lists against plain ones, in
 * one application that has all the keys, and the search for a key and for a merchant.
 */
const [keys = 1_000_000, companies = 100_000] = process.argv.slice(2).map(Number);
const rounds = Number(process.env.BENCH_ROUNDS ?? 9);
const callsPerRound = Number(process.env.BENCH_CALLS ?? 100);

type Call = () => Promise<unknown>;

/** Microseconds a call, one after the other on one connection. */
async function measure(call: Call): Promise<number> {
  const startedAt = performance.now();
  for (let i = 0; i < callsPerRound; i++) await call();
  return ((performance.now() - startedAt) / callsPerRound) * 1000;
}

const dataDir = await mkdtemp(join(tmpdir(), "keysmith-operator-"));
const server = await startEmbeddedPostgres({ dataDir, durable: false });
const closers: (() => Promise<unknown>)[] = [];
try {
  await migrateDatabase(server.url);
  const db = connect(server.url, { poolSize: 1, prepare: true });
  closers.push(() => db.$client.end({ timeout: 5 }));
  const base = createBenchContext(db);
  const { owner, ctx } = await foundBenchMerchant(base, db.$client);
  const { id } = await createApplication(ctx, { name: "One", environment: "live" });
  const { fullKey } = await createApiKey(ctx, { applicationId: id, description: "Measured" });
  const filler = postgres(server.url, { max: 1, onnotice: () => {} });
  await inBulk(filler, async () => {
    await fill(filler, owner, { count: keys, perApplication: keys });
    await filler`
      insert into api_key_labels (application_id, label, api_key_id)
      select k.application_id, label, k.id
      from (select id, application_id, row_number() over (order by id) as n from api_keys) k
      cross join lateral (
        values ('#all'), (case when n % 100 = 0 then '#hundredth' end),
          (case when n = ${Math.floor(keys / 2)} then '#one' end), ('plan=gold')
      ) labels (label)
      where label is not null`;
    await filler`
      insert into merchants (id, name, external_id)
      select 'mer_' || lpad(n::text, 26, '0'), 'Company ' || substr(md5(n::text), 1, 8), 'cust_' || n
      from generate_series(1, ${companies}::int) n`;
  });
  await filler.end();
  console.log(
    `${keys.toLocaleString("en")} keys and ${companies.toLocaleString("en")} merchants are ready`,
  );

  const applicationId = fillingIds(keys).applicationId(1);
  const list = (query: Record<string, string>) => () =>
    listApiKeys(ctx, { ...listApiKeysQuery.parse({ limit: "25", ...query }), applicationId });
  const operator: OperatorContext = {
    ...base,
    operator: { serviceTokenId: "svc_bench", name: "bench", onBehalfOf: null },
  };
  const find = (body: Parameters<typeof findApiKeys>[1]) => () => findApiKeys(operator, body);
  const merchants = (query: Record<string, string>) => () =>
    listMerchantsForOperator(operator, listMerchantsQuery.parse(query));
  const verify = (attributes: KeyRecord["attributes"]) => {
    const record = createKeyRecord({ attributes });
    return async () =>
      JSON.stringify(
        await verifyApiKey(
          base,
          { key: fullKey, ip: null, userAgent: null },
          { get: () => record },
        ),
      );
  };
  const kilobyte = { a: "a".repeat(500), b: "b".repeat(500) };

  const calls: Record<string, Call> = {
    list: list({}),
    "list by a tag of all": list({ tag: "all" }),
    "list by a tag of every hundredth": list({ tag: "hundredth" }),
    "list by a tag of one": list({ tag: "one" }),
    "list by metadata": list({ metadata: "plan=gold" }),
    "list by metadata and a tag": list({ metadata: "plan=gold", tag: "hundredth" }),
    "find by id": find({ id: fillingIds(keys).keyId(Math.floor(keys / 2)) }),
    "find by prefix": find({ prefix: "ks_live_abcd" }),
    "find by full key": find({ key: fullKey }),
    merchants: merchants({}),
    "merchants by name": merchants({ q: "Company abc" }),
    "merchants by external id": merchants({ externalId: `cust_${companies}` }),
    "suspended merchants": merchants({ status: "suspended" }),
    "warm verification": verify(null),
    "warm verification with 1 KB of metadata": verify({ metadata: kilobyte }),
  };
  const figures = new Map<string, number[]>();
  for (const call of Object.values(calls)) await measure(call);
  for (let round = 1; round <= rounds; round++) {
    for (const [name, call] of Object.entries(calls)) {
      figures.set(name, [...(figures.get(name) ?? []), await measure(call)]);
    }
  }
  const plain = median(figures.get("list") ?? []);
  console.log(`\nMicroseconds a call, one at a time, medians of ${rounds} interleaved rounds`);
  console.table(
    [...figures].map(([what, times]) => ({
      what,
      microseconds: Math.round(median(times)),
      ...(what.startsWith("list") && { ratio: (median(times) / plain).toFixed(2) }),
    })),
  );
} finally {
  for (const close of closers) await close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
