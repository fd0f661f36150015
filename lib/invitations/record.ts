import { sql } from "drizzle-orm";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { Invitation } from "#lib/invitations/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { toMoment } from "#lib/moment.ts";

/** A row of `invitationColumns`; timestamps are PostgreSQL's text. */
export interface InvitationRecord extends Record<string, unknown> {
  id: string;
  email: string;
  role: Role;
  invitedByEmail: string;
  createdAt: string;
  sentAt: string;
  expiresAt: string;
  isExpired: boolean;
}

/** The public columns of an invitation `i` by a user `u`. */
export const invitationColumns = sql.raw(`
  i.id, i.email, i.role, coalesce(u.email, u.name) as "invitedByEmail",
  i.created_at as "createdAt", i.sent_at as "sentAt", i.expires_at as "expiresAt",
  i.expires_at <= now() as "isExpired"`);

export const invitationSource = sql.raw("invitations i join users u on u.id = i.invited_by");

export const isOpen = sql.raw("i.accepted_at is null and i.withdrawn_at is null");

export function toInvitation(record: InvitationRecord): Invitation {
  return {
    id: record.id,
    email: record.email,
    role: record.role,
    invitedByEmail: record.invitedByEmail,
    createdAt: toMoment(record.createdAt),
    sentAt: toMoment(record.sentAt),
    expiresAt: toMoment(record.expiresAt),
    isExpired: record.isExpired,
  };
}

/**
 * Finds an invitation of the caller's merchant and whether it can be accepted. Throws `not_found`.
 */
export async function findInvitation({ db, merchantId }: MerchantContext, invitationId: string) {
  const [record] = await db.execute<
    InvitationRecord & { isAccepted: boolean; isWithdrawn: boolean }
  >(sql`
    select ${invitationColumns}, i.accepted_at is not null as "isAccepted",
      i.withdrawn_at is not null as "isWithdrawn"
    from ${invitationSource} where i.merchant_id = ${merchantId} and i.id = ${invitationId}`);
  if (!record) throw new AppError("not_found");
  const { isAccepted, isWithdrawn } = record;
  return { ...toInvitation(record), isAccepted, isWithdrawn };
}
