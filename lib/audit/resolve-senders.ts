import { sql } from "drizzle-orm";
import type { Database, Sender } from "#lib/context.ts";
import { defineStatement } from "#lib/statement.ts";

/** The records that an event concerns; all null where none are known. */
export interface ResolvedSender {
  userId: string | null;
  merchantId: string | null;
  applicationId: string | null;
  keyId: string | null;
}

/** Per person; an event of theirs becomes a row at each. */
const maxMerchants = 20;

/** `limit 1` keeps the planner to one index look-up per sender. */
const selectSenders = defineStatement<{ senders: string }, ResolvedSender & { place: number }>(
  "security_senders",
  sql`
    with sender as (
      select * from json_to_recordset(${sql.placeholder("senders")}::json) as sender (
        place int, email text, "userId" text, "merchantId" text, "sessionId" text, "keyId" text
      )
    )
    select sender.place, person.id as "userId", merchant.id as "merchantId",
      k.application_id as "applicationId", k.id as "keyId"
    from sender
    left join lateral (
      select user_id, merchant_id from sessions where id = sender."sessionId" limit 1
    ) s on true
    left join lateral (select id from users where email = sender.email limit 1) u on true
    left join lateral (
      select id, application_id, merchant_id from api_keys where id = sender."keyId" limit 1
    ) k on true
    cross join lateral (select coalesce(sender."userId", s.user_id, u.id) as id) person
    left join lateral (
      select merchant_id from memberships
      where user_id = person.id and coalesce(sender."merchantId", s.merchant_id) is null
      order by last_opened_at desc nulls last limit ${sql.raw(String(maxMerchants))}
    ) m on true
    left join lateral (
      select id from merchants
      where id = coalesce(sender."merchantId", s.merchant_id, k.merchant_id, m.merchant_id)
      limit 1
    ) merchant on true`,
);

/**
 * Finds the records that events concern: by a claimed email, a session or a key. Returns at least one
 * row for each place in `senders`, and one per merchant for a person without a session.
 */
export async function resolveSenders(
  db: Database,
  senders: readonly (Sender | undefined)[],
): Promise<(ResolvedSender & { place: number })[]> {
  const rows = senders.map((sender, place) => ({ ...sender, place }));
  return selectSenders(db, { senders: JSON.stringify(rows) });
}
