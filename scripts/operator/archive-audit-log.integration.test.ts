import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, test, vi } from "vitest";
import { addAuditPartitions, listAuditPartitions } from "#lib/audit/partitions.ts";
import { sealAuditLog } from "#lib/audit/seal.ts";
import { verifyAuditSeals } from "#lib/audit/verify-seals.ts";
import { getIdTime, smallestIdAt } from "#lib/ids.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { getOwnerUrl, runAsOwner } from "#lib/testing/database/owner.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { runOperator } from "#scripts/operator/run.ts";

const sql = getServer().db.$client;
const ctx = createContext({ id: "test", address: null, userAgent: null });
const folder = await mkdtemp(join(tmpdir(), "keysmith-archive-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const now = new Date();
const lastMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1);
const monthName = new Date(lastMonth).toISOString().slice(0, 7);
const oldEvents = 1200;

async function archive(...options: string[]) {
  vi.stubEnv("MIGRATION_DATABASE_URL", getOwnerUrl());
  return runOperator(["audit", "archive", folder, ...options]).finally(() => vi.unstubAllEnvs());
}

test("the coming months have partitions, which the serving role adds and cannot remove", async () => {
  const partitions = await listAuditPartitions(ctx);
  const end = getIdTime(partitions.at(-1)?.toId ?? "");
  expect(end).toBeGreaterThan(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 4));
  expect(new Date(end).toISOString()).toMatch(/-01T00:00:00\.000Z$/);
  const last = partitions.at(-1)?.name ?? "";
  await runAsOwner(`drop table ${last}`);
  await Promise.all([1, 2, 3].map(() => addAuditPartitions(ctx)));
  expect(await listAuditPartitions(ctx)).toEqual(partitions);
  await expect(sql.unsafe(`drop table ${last}`)).rejects.toThrow("must be owner");
  await expect(sql.unsafe(`delete from ${last}`)).rejects.toThrow("permission denied");
  await expect(runAsOwner(`delete from ${last}`)).rejects.toThrow("append-only");
});

test("the database and the product agree on the ids of a time", async () => {
  for (const time of [0, 1, Date.now(), lastMonth, Date.UTC(2999, 11)]) {
    const [row] = await sql`select audit_id_at(to_timestamp(${time}::float8 / 1000)) as id`;
    expect(row?.id).toBe(smallestIdAt("aud", time));
    expect(getIdTime(row?.id)).toBe(time);
  }
});

test("old months move to files once they are sealed, and what stays still matches its seals", async () => {
  // As if Keysmith had been installed long ago.
  const [first] = await listAuditPartitions(ctx);
  const bound = smallestIdAt("aud", lastMonth);
  await runAsOwner(`
    create table long_ago (like audit_events including defaults);
    alter table audit_events detach partition audit_events_first;
    alter table audit_events attach partition long_ago for values from (minvalue) to ('${bound}');
    alter table audit_events attach partition audit_events_first
      for values from ('${bound}') to ('${first?.toId}')`);
  await mintApiKeys(2);
  const old = smallestIdAt("aud", lastMonth - 1000).slice(0, -4);
  await sql`
    insert into audit_events select (jsonb_populate_record(null::audit_events, to_jsonb(e) || jsonb_build_object(
      'id', ${old} || lpad(n::text, 4, '0'), 'after', jsonb_build_object('quote', '"' || chr(10))))).*
    from (select * from audit_events limit 1) e, generate_series(1, ${oldEvents}) n`;

  const early = await archive("--before", monthName);
  expect(early).toMatchObject({ exitCode: 1, text: expect.stringContaining("aren't sealed yet") });
  expect(await readdir(folder)).toEqual([]);
  for (const _ of [1, 2]) await sealAuditLog(ctx, Date.now() + 1000);
  const whole = await verifyAuditSeals(ctx);
  const moved = await archive("--before", monthName, "--json");

  const file = `audit-before-${monthName}.jsonl.gz`;
  const bytes = await readFile(join(folder, file));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(JSON.parse(moved.text)).toEqual([{ file, before: monthName, events: oldEvents, sha256 }]);
  const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
  expect(lines).toHaveLength(oldEvents);
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
    id: `${old}${oldEvents}`,
    after: { quote: '"\n' },
  });
  const left = await sql`select id from audit_events where id < ${bound}`;
  expect(left).toHaveLength(0);
  const [record] = await sql`select after from audit_events where action = 'audit_log.archived'`;
  expect(record?.after).toMatchObject({ file, sha256, events: oldEvents });

  const report = await verifyAuditSeals(ctx);
  expect(report).toMatchObject({ faults: [], archivedSeals: expect.any(Number) });
  expect(report.archivedSeals).toBeGreaterThan(0);
  expect(report.events).toBe(whole.events - oldEvents);
  const again = await archive("--before", monthName);
  expect(again).toMatchObject({ exitCode: 0, text: expect.stringContaining("no month") });
});

test("a month that has not ended, or that nobody names, is refused", async () => {
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString();
  for (const options of [["--before", next.slice(0, 7)], ["--before", "2026-13"], []]) {
    expect(await archive(...options)).toMatchObject({ exitCode: 2 });
  }
});
