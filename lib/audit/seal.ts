import { sql } from "drizzle-orm";
import { auditPartitions } from "#lib/audit/partitions.ts";
import { eventBytes, installationChain } from "#lib/audit/sealed-bytes.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { smallestIdAt } from "#lib/ids.ts";

/**
 * Events get their ids before they are committed, by clocks that may differ. Older ones than this are
 * all there.
 */
const settledAfterMs = 15 * 60_000;
const eventsPerSlice = 5000;
const slicesPerRun = 20;
const lockId = 0x61756473;

/**
 * Seals the events that have been written since the last run, in the order of their ids. Writers
 * don't wait for it, and it doesn't wait for them.
 */
export async function sealAuditLog(ctx: Context, before = Date.now() - settledAfterMs) {
  const cutoff = smallestIdAt("aud", before);
  for (let slice = 0; slice < slicesPerRun; slice += 1) {
    const events = await inTransaction(ctx, (tx) => sealSlice(tx, cutoff));
    if (events < eventsPerSlice) return;
  }
}

/**
 * Adds a seal to each chain with events in the next slice, which ends with its partition, so that a
 * partition can be archived with its seals. Returns the number of events.
 */
async function sealSlice({ db }: Context, cutoff: string): Promise<number> {
  await db.execute(sql`select pg_advisory_xact_lock(${lockId})`);
  const [sealed] = await db.execute<{ events: number }>(sql`
    with first as (
      select id from audit_events
      where id > (select coalesce(max(through_id), '') from audit_seals) and id < ${cutoff}
      order by id limit 1
    ), slice as (
      select * from audit_events
      where id >= (select id from first)
        and id < (select min(p."toId") from ${auditPartitions} p, first where p."toId" > first.id)
        and id < ${cutoff}
      order by id limit ${eventsPerSlice}
    ), chains as (
      select coalesce(e.merchant_id, ${installationChain}) as chain, count(*) as events,
        ${eventBytes} as bytes
      from slice e group by 1
    ), added as (
      insert into audit_seals (chain, through_id, events, hash)
      select chains.chain, (select max(id) from slice), chains.events,
        sha256(coalesce(previous.hash, '') || chains.bytes)
      from chains left join lateral (
        select hash from audit_seals s where s.chain = chains.chain
        order by s.through_id desc limit 1
      ) previous on true
      returning events
    )
    select coalesce(sum(events), 0)::int as events from added`);
  return sealed?.events ?? 0;
}
