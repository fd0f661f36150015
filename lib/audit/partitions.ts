import { type SQL, sql } from "drizzle-orm";
import type { Context } from "#lib/context.ts";

/** SQL table: the partitions of the audit log, oldest first by `toId`. */
export const auditPartitions: SQL = sql`(
  select c.relname::text as name,
    substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \\(''(aud_[0-9a-z]{26})''\\)')
      collate "C" as "fromId",
    substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''(aud_[0-9a-z]{26})''\\)')
      collate "C" as "toId"
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'audit_events'::regclass
)`;

export interface AuditPartition extends Record<string, unknown> {
  name: string;
  /** Its smallest possible id; null for the first partition, which has no lower bound. */
  fromId: string | null;
  /** Smallest id after it. */
  toId: string;
}

/** Lists the partitions of the audit log, one for each month, oldest first. */
export async function listAuditPartitions({ db }: Pick<Context, "db">): Promise<AuditPartition[]> {
  return db.execute<AuditPartition>(sql`select * from ${auditPartitions} p order by p."toId"`);
}

/** Creates the partitions of the coming months that are missing. */
export async function addAuditPartitions({ db }: Pick<Context, "db">): Promise<void> {
  await db.execute(sql`select add_audit_partitions()`);
}
