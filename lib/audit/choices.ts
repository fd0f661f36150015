import { asc, eq, sql } from "drizzle-orm";
import { applications, users } from "#drizzle/schema.ts";
import { operatorId } from "#lib/audit/record.ts";
import type { AuditChoices } from "#lib/audit/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";

const maxChoices = 500;

/**
 * Selects each actor of a merchant's events once by a loose scan of the index `audit_events_actor`:
 * as cheap with a million events as with a hundred.
 */
const selectActors = (merchantId: string) => sql`
  with recursive actor (id) as (
    (
      select e.actor_id from audit_events e where e.merchant_id = ${merchantId}
      order by e.actor_id limit 1
    )
    union all
    select (
      select e.actor_id from audit_events e
      where e.merchant_id = ${merchantId} and e.actor_id > actor.id
      order by e.actor_id limit 1
    ) from actor where actor.id is not null
  )
  select id from actor where id is not null`;

/**
 * Lists the merchant's applications, deleted ones included, and its members, past ones included.
 * Throws `forbidden`.
 */
export async function listAuditChoices(ctx: MerchantContext): Promise<AuditChoices> {
  requirePermission(ctx, "audit:read");
  const { db, merchantId } = ctx;
  const [ofApplications, ofPeople] = await Promise.all([
    db
      .select({ id: applications.id, name: applications.name })
      .from(applications)
      .where(eq(applications.merchantId, merchantId))
      .orderBy(asc(applications.name), asc(applications.id))
      .limit(maxChoices),
    db
      .select({ id: users.id, email: sql<string>`coalesce(${users.email}, ${users.name})` })
      .from(users)
      .where(
        sql`${users.id} <> ${operatorId} and ${users.id} in (
          select user_id from memberships where merchant_id = ${merchantId}
          union (${selectActors(merchantId)})
        )`,
      )
      .orderBy(asc(users.email))
      .limit(maxChoices),
  ]);
  return { applications: ofApplications, people: ofPeople };
}
