import { sql } from "drizzle-orm";
import type { Context } from "#lib/context.ts";
import type { MerchantAccount } from "#lib/merchants/schema.ts";
import { toMoment } from "#lib/moment.ts";

interface Row extends Record<string, unknown> {
  id: string;
  name: string;
  owners: string[];
  createdAt: string;
  suspendedAt: string | null;
}

/** Lists all merchants with their owners' emails, newest first. For the operator only. */
export async function listMerchants({ db }: Context): Promise<MerchantAccount[]> {
  const rows = await db.execute<Row>(sql`
    select m.id, m.name, m.created_at as "createdAt", m.suspended_at as "suspendedAt",
      array(
        select u.email from memberships ms join users u on u.id = ms.user_id
        where ms.merchant_id = m.id and ms.role = 'owner' order by u.email
      ) as owners
    from merchants m order by m.id desc`);
  return rows.map(({ id, name, owners, createdAt, suspendedAt }) => ({
    id,
    name,
    owners,
    createdAt: toMoment(createdAt),
    suspendedAt: toMoment(suspendedAt),
  }));
}
