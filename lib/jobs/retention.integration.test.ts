import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { expect, test, vi } from "vitest";
import * as schema from "#drizzle/schema.ts";
import { deleteOutdated, retention } from "#lib/jobs/retention.ts";
import { log } from "#lib/log.ts";
import { deleteOldMail } from "#lib/mail/delete-old-mail.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";

const sql = getServer().db.$client;
const ctx = createContext({ id: "test", address: null, userAgent: null });

test("each table says why its rows do not become ever more", () => {
  const tables = Object.entries(schema).filter(([, value]) => is(value, PgTable));
  expect(Object.keys(retention).sort()).toEqual(tables.map(([name]) => name).sort());
});

test("what has ended is deleted when its time is over, and nothing before, or that is in use", async () => {
  const failed = vi.spyOn(log, "error");
  const { keys } = await mintApiKeys(6, { expiresAt: null });
  const [active, revoked, longRevoked, expired, longExpired, rotated] = keys.map(
    ({ keyId }) => keyId,
  );
  const ids = keys.map(({ keyId }) => keyId);
  await sql`
    insert into api_key_usage_days
    select id, day, 'valid', 1 from unnest(${ids}::text[]) id,
      unnest(array[current_date, current_date - 700, current_date - 800]) day`;
  await sql`
    insert into idempotency_records (merchant_id, user_id, key_hash, request_hash, api_key_id, created_at)
    select 'm', id, sha256(id::bytea), sha256(id::bytea), id,
      now() - make_interval(days => case id when ${active ?? ""} then 91 else 89 end)
    from unnest(${ids}::text[]) id`;
  await sql`update api_keys set revoked_at = now() - interval '24 months' where id = ${revoked ?? ""}`;
  await sql`update api_keys set revoked_at = now() - interval '26 months' where id = ${longRevoked ?? ""}`;
  await sql`update api_keys set expires_at = now() - interval '24 months' where id = ${expired ?? ""}`;
  await sql`update api_keys set expires_at = now() - interval '26 months' where id = ${longExpired ?? ""}`;
  await sql`
    insert into api_key_secrets (key_hash, api_key_id, generation, expires_at)
    select sha256(n::text::bytea), ${rotated ?? ""}, n, now() - interval '26 months' from generate_series(2, 3) n`;
  await sql`update sessions set expires_at = now() - interval '31 days'`;
  await sql`
    insert into sessions select (s).* from (
      select jsonb_populate_record(s, '{"id": "ses_recent"}') as s from sessions s limit 1) copy`;
  await sql`update sessions set expires_at = now() - interval '29 days' where id = 'ses_recent'`;
  const audited = await sql`select count(*) from audit_events`;

  await deleteOutdated(ctx);
  await deleteOutdated(ctx);

  expect(failed).not.toHaveBeenCalled();
  const kept = [active, revoked, expired, rotated];
  const left = await sql`select id from api_keys where id = any(${ids}) order by id`;
  expect(left.map(({ id }) => id)).toEqual(kept);
  const usage = await sql`
    select api_key_id, count(*)::int from api_key_usage_days group by 1 order by 1`;
  expect(usage.map((row) => row.count)).toEqual(kept.map(() => 2));
  const known = await sql`select api_key_id from idempotency_records order by 1`;
  expect(known.map((row) => row.api_key_id)).toEqual(kept.slice(1));
  const secrets = await sql`
    select generation from api_key_secrets where api_key_id = ${rotated ?? ""} order by 1`;
  // The newest secret belongs to the key, whatever became of it.
  expect(secrets.map((row) => row.generation)).toEqual([1, 3]);
  expect(await sql`select id from sessions`).toEqual([{ id: "ses_recent" }]);
  expect(await sql`select count(*) from audit_events`).toEqual(audited);
});

test("with null everything is kept", async () => {
  const { keys } = await mintApiKeys(1);
  await sql`update api_keys set revoked_at = 'epoch' where id = ${keys[0]?.keyId ?? ""}`;
  const names = Object.keys(ctx.config.retention);
  const config = {
    ...ctx.config,
    retention: Object.fromEntries(names.map((name) => [name, null])),
  };
  await deleteOutdated({ ...ctx, config: config as typeof ctx.config });
  expect(await sql`select from api_keys where revoked_at = 'epoch'`).toHaveLength(1);
});

test("old emails in the data folder are deleted, and nothing else there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "keysmith-old-mail-"));
  const old = new Date(Date.now() - 31 * 24 * 3600 * 1000);
  for (const name of ["old.eml", "new.eml", "old.txt"]) {
    await writeFile(join(folder, name), "");
    if (name.startsWith("old")) await utimes(join(folder, name), old, old);
  }
  await deleteOldMail(folder, null);
  await deleteOldMail(folder, 30);
  expect((await readdir(folder)).sort()).toEqual(["new.eml", "old.txt"]);
  await deleteOldMail(join(folder, "none"), 30);
  await rm(folder, { recursive: true });
});
