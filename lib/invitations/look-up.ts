import { sql } from "drizzle-orm";
import { hashLinkToken } from "#lib/accounts/mailed-token.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { isOpen } from "#lib/invitations/record.ts";
import type { OpenedInvitation } from "#lib/invitations/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";

interface LinkRecord extends Record<string, unknown> {
  id: string;
  merchantId: string;
  merchantName: string;
  email: string;
  role: Role;
  isSuspended: boolean;
  invitedByEmail: string;
  hasAccount: boolean;
}

/**
 * Finds the invitation of a link. A person without any company counts as having no account: they
 * cannot sign in, and choose a password like a new person. Throws `not_found` for any invalid link.
 */
export async function findByLink(ctx: Context, token: string): Promise<LinkRecord> {
  const [record] = await ctx.db.execute<LinkRecord>(sql`
    select i.id, i.merchant_id as "merchantId", merchant.name as "merchantName", i.email, i.role,
      merchant.suspended_at is not null as "isSuspended",
      coalesce(inviter.email, inviter.name) as "invitedByEmail",
      exists (
        select from users u join memberships m on m.user_id = u.id where u.email = i.email
      ) as "hasAccount"
    from invitations i
    join merchants merchant on merchant.id = i.merchant_id and merchant.closed_at is null
    join users inviter on inviter.id = i.invited_by
    where i.token_hash in ${hashLinkToken(ctx.secrets, token)} and ${isOpen} and i.expires_at > now()`);
  if (record) return record;
  throw new AppError(
    "not_found",
    "This invitation has expired, was withdrawn, or was already used",
  );
}

/** Returns what the holder of the link may know before accepting. Throws `not_found`. */
export async function lookUpInvitation(
  ctx: Context,
  input: { token: string },
): Promise<OpenedInvitation> {
  const record = await findByLink(ctx, input.token);
  const { merchantName, email, role, invitedByEmail, hasAccount } = record;
  return { merchantName, email, role, invitedByEmail, hasAccount };
}
