import { sql } from "drizzle-orm";
import type { AuditAction } from "#lib/audit/schema.ts";
import type { Context } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";

export const listedOperatorEvents = 100;

export interface OperatorEvent {
  id: string;
  action: AuditAction;
  actorId: string;
  /** Null for what was done to the installation itself. */
  merchantId: string | null;
  merchantName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  requestId: string;
  createdAt: string;
}

type Row = OperatorEvent & Record<string, unknown>;

/**
 * The newest events of the installation itself, and what its operator did to merchants: for the
 * operator alone. Asked for by merchant, because that is how the log is indexed.
 */
export async function listOperatorEvents({ db }: Context): Promise<OperatorEvent[]> {
  const limit = listedOperatorEvents;
  const rows = await db.execute<Row>(sql`
    select e.id, e.action, e.actor_id as "actorId", e.merchant_id as "merchantId",
      m.name as "merchantName", e.before, e.after, e.request_id as "requestId",
      e.created_at as "createdAt"
    from (
      (select * from audit_events where merchant_id is null order by id desc limit ${limit})
      union all
      (
        select done.* from merchants cross join lateral (
          select * from audit_events
          where merchant_id = merchants.id and actor_id = 'operator'
          order by id desc limit ${limit}
        ) done
      )
    ) e
    left join merchants m on m.id = e.merchant_id
    order by e.id desc limit ${limit}`);
  return rows.map((row) => ({ ...row, createdAt: toMoment(row.createdAt) }));
}
