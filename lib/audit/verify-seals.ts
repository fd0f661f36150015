import { sql } from "drizzle-orm";
import { eventBytes, installationChain } from "#lib/audit/sealed-bytes.ts";
import type { Context } from "#lib/context.ts";

/** Each has up to 5,000 events, and a statement at most 4 s. */
const sealsPerStatement = 20;

export interface SealFault {
  /** A merchant's id, or `installation`. */
  chain: string;
  /** The events after this id, up to `throughId`, are not those that were sealed. */
  afterId: string | null;
  throughId: string;
  sealedEvents: number;
  foundEvents: number;
}

export interface SealReport {
  /** Seals of events that are in the log. */
  seals: number;
  /** Seals of events that have been archived; they aren't compared. */
  archivedSeals: number;
  events: number;
  /** Newest sealed event; null if nothing is sealed yet. */
  throughId: string | null;
  /** The first fault of each chain: what follows it cannot be trusted either. */
  faults: SealFault[];
}

/** SQL: events before this id have been archived. */
const archivedBeforeId = sql`(
  select max(a.after->>'beforeId') from audit_events a
  where a.merchant_id is null and a.action = 'audit_log.archived')`;

type Row = SealFault & { isSame: boolean; isArchived: boolean } & Record<string, unknown>;

/** Compares the audit log, of all merchants or one, with its seals. */
export async function verifyAuditSeals(ctx: Context, merchantId?: string): Promise<SealReport> {
  const report: SealReport = {
    ...{ seals: 0, archivedSeals: 0, events: 0 },
    ...{ throughId: null, faults: [] },
  };
  const seen = { chain: "", throughId: "" };
  for (;;) {
    const rows = await readSeals(ctx, merchantId, seen);
    for (const { isSame, isArchived, ...seal } of rows) {
      if (isArchived) {
        report.archivedSeals += 1;
        continue;
      }
      report.seals += 1;
      report.events += seal.sealedEvents;
      if (report.throughId === null || seal.throughId > report.throughId) {
        report.throughId = seal.throughId;
      }
      const isKnown = report.faults.some(({ chain }) => chain === seal.chain);
      if (!isSame && !isKnown) report.faults.push(seal);
    }
    const last = rows.at(-1);
    if (!last || rows.length < sealsPerStatement) return report;
    seen.chain = last.chain;
    seen.throughId = last.throughId;
  }
}

/** Reads the next seals, each with what the log has in its place. */
async function readSeals(
  { db }: Context,
  merchantId: string | undefined,
  seen: { chain: string; throughId: string },
): Promise<Row[]> {
  return db.execute<Row>(sql`
      select s.chain, previous.through_id as "afterId", s.through_id as "throughId",
        s.events as "sealedEvents", found.events as "foundEvents", found.hash = s.hash as "isSame",
        s.through_id < coalesce(${archivedBeforeId}, '') as "isArchived"
      from (
        select * from audit_seals
        where (chain, through_id) > (${seen.chain}, ${seen.throughId})
          and ${merchantId === undefined ? sql`true` : sql`chain = ${merchantId}`}
        order by chain, through_id limit ${sealsPerStatement}
      ) s
      left join lateral (
        select through_id, hash from audit_seals p
        where p.chain = s.chain and p.through_id < s.through_id order by through_id desc limit 1
      ) previous on true
      cross join lateral (
        select count(*)::int as events,
          sha256(coalesce(previous.hash, '') || ${eventBytes}) as hash
        from audit_events e
        where (e.merchant_id = s.chain or (s.chain = ${installationChain} and e.merchant_id is null))
          and e.id > coalesce(previous.through_id, '') and e.id <= s.through_id
      ) found
      order by s.chain, s.through_id`);
}
