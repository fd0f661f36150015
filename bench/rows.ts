import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBenchContext, fill, foundBenchMerchant } from "#bench/database.ts";
import { sealAuditLog } from "#lib/audit/seal.ts";
import { restoreBackup } from "#lib/db/backup/restore.ts";
import { writeBackup } from "#lib/db/backup/write.ts";
import { connect } from "#lib/db/connect.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { openClient } from "#lib/db/open-client.ts";

/** Measures bytes per row with indexes, and how long sealing, a backup and its restore take. */
const [count = 100_000] = process.argv.slice(2).map(Number);
const dataDir = await mkdtemp(join(tmpdir(), "keysmith-rows-"));
const server = await startEmbeddedPostgres({ dataDir, durable: false });

async function time<T>(work: () => Promise<T>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

try {
  await migrateDatabase(server.url);
  const db = connect(server.url, { poolSize: 1, prepare: false });
  // The product's pool gives statements a few seconds only.
  const sql = openClient(server.url, { max: 1, onnotice: () => undefined });
  const ctx = createBenchContext(db);
  const { owner } = await foundBenchMerchant(ctx, sql);
  const ids = "(select id, row_number() over (order by id) as n from api_keys) k";
  const tables: Record<string, () => Promise<unknown>> = {
    "api_keys, api_key_secrets": () => fill(sql, owner, { count, perApplication: 100 }),
    audit_events: () => sql`
      insert into audit_events (id, merchant_id, action, actor_id, via, session_id, application_id,
        api_key_id, address, user_agent, request_id, after, created_at)
      select 'aud_0' || lpad(n::text, 25, '0'), ${owner.merchantId}, 'api_key.created', ${owner.userId},
        'portal', 'ses_' || substr(md5(n::text), 1, 26), application_id, id, '192.0.2.1',
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0',
        gen_random_uuid()::text,
        jsonb_build_object('description', description, 'scopes', scopes, 'ipAllowlist', ip_allowlist,
          'expiresAt', null, 'keyPrefix', key_prefix, 'environment', 'live'), now()
      from (select *, row_number() over (order by id) as n from api_keys) keys`,
    api_key_usage_days: () =>
      sql.unsafe(`insert into api_key_usage_days select id, current_date - day, 'valid', 1000
        from ${ids}, generate_series(1, 3) day`),
    idempotency_records: () => sql`
      insert into idempotency_records (merchant_id, user_id, key_hash, request_hash, api_key_id)
      select ${owner.merchantId}, ${owner.userId}, sha256(id::bytea), sha256(key_prefix::bytea), id from api_keys`,
    sessions: () => sql`
      insert into sessions (id, kind, user_id, merchant_id, address, user_agent, expires_at)
      select 'ses_' || substr(id, 5), 'portal', ${owner.userId}, ${owner.merchantId}, '192.0.2.1',
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', now() from api_keys`,
  };
  for (const [names, insert] of Object.entries(tables)) {
    const measure = async () => {
      const sizes: number[] = [];
      for (const name of names.split(", ")) {
        const [row] = await sql`
          select pg_total_relation_size(${name}::regclass)::float8 as bytes`;
        sizes.push(row?.bytes);
      }
      return sizes;
    };
    const before = await measure();
    const seconds = await time(insert);
    const after = await measure();
    const rows = names === "api_key_usage_days" ? 3 * count : count;
    const perRow = after.map((bytes, index) => Math.round((bytes - (before[index] ?? 0)) / rows));
    console.log(`${names}: ${perRow.join(", ")} bytes a row (${seconds.toFixed(1)} s)`);
  }
  await sql`vacuum analyze`;
  let sealed = 0;
  const sealing = await time(async () => {
    for (let before = -1; before < sealed; ) {
      before = sealed;
      await sealAuditLog(ctx, 2 ** 47);
      const [row] = await sql`select coalesce(sum(events), 0)::int as events from audit_seals`;
      sealed = row?.events;
    }
  });
  console.log(`sealing: ${Math.round(sealed / sealing)} events a second`);
  await db.$client.end();
  await sql.end();
  const measureMemory = () => Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${measureMemory()} MB of memory at most before the backup`);
  for (const name of ["backup.sql", "backup.sql.gz"]) {
    const file = join(dataDir, name);
    const writing = await time(() => writeBackup(server.url, file));
    const { size } = await stat(file);
    const admin = connect(server.url, { poolSize: 1, prepare: false });
    await admin.$client.unsafe(`create database "restored_${name}"`);
    await admin.$client.end();
    const target = new URL(server.url);
    target.pathname = `/restored_${name}`;
    const restoring = await time(() => restoreBackup(target.href, file));
    console.log(
      `${name}: ${(size / 1e6).toFixed(0)} MB, written in ${writing.toFixed(1)} s, restored in ` +
        `${restoring.toFixed(1)} s; at most ${measureMemory()} MB of memory so far`,
    );
  }
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
