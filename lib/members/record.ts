import { sql } from "drizzle-orm";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { Member } from "#lib/members/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { toMoment } from "#lib/moment.ts";

/** A row of `memberColumns`; timestamps are PostgreSQL's text. */
export interface MemberRecord extends Record<string, unknown> {
  userId: string;
  email: string;
  role: Role;
  joinedAt: string;
  lastOpenedAt: string | null;
  hasSecondFactor: boolean;
}

/** The public columns of a membership `m` and its user `u`. */
export const memberColumns = sql.raw(`
  u.id as "userId", u.email, m.role, m.created_at as "joinedAt",
  m.last_opened_at as "lastOpenedAt",
  (
    exists (select from totp_secrets t where t.user_id = u.id and t.confirmed_at is not null)
    or exists (select from passkeys p where p.user_id = u.id)
  ) as "hasSecondFactor"`);

/** The members of a merchant; its machines, which have no email, are not members. */
export const memberSource = sql.raw(
  "memberships m join users u on u.id = m.user_id and u.email is not null",
);

export function toMember(record: MemberRecord): Member {
  return {
    userId: record.userId,
    email: record.email,
    role: record.role,
    joinedAt: toMoment(record.joinedAt),
    lastOpenedAt: toMoment(record.lastOpenedAt),
    hasSecondFactor: record.hasSecondFactor,
  };
}

/** Finds a member of the caller's merchant. Throws `not_found`. */
export async function findMember({ db, merchantId }: MerchantContext, userId: string) {
  const [record] = await db.execute<MemberRecord>(sql`
    select ${memberColumns} from ${memberSource}
    where m.merchant_id = ${merchantId} and m.user_id = ${userId}`);
  if (!record) throw new AppError("not_found");
  return toMember(record);
}
