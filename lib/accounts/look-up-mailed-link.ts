import { sql } from "drizzle-orm";
import { hashLinkToken, linkIsOver, type MailedTokenPurpose } from "#lib/accounts/mailed-token.ts";
import { hasWayIn } from "#lib/accounts/reclaim.ts";
import type { MailedLink } from "#lib/accounts/schema.ts";
import type { Context, MerchantContext } from "#lib/context.ts";

interface LinkRecord extends Record<string, unknown> {
  userId: string;
  purpose: MailedTokenPurpose;
  email: string;
  merchantNames: string[];
  isTakeover: boolean;
}

/**
 * Returns what an emailed link is about, without spending it: mail scanners open links too. Throws
 * `bad_request` for an invalid link.
 */
export async function lookUpMailedLink(
  ctx: Context,
  { token }: { token: string },
  guest: MerchantContext | null,
): Promise<MailedLink> {
  const [record] = await ctx.db.execute<LinkRecord>(sql`
    select u.id as "userId", t.purpose, u.email, 
      u.email_verified_at is null and ${hasWayIn} as "isTakeover",
      array(
        select merchants.name from memberships m join merchants on merchants.id = m.merchant_id
        where m.user_id = u.id order by merchants.name
      ) as "merchantNames"
    from mailed_tokens t join users u on u.id = t.user_id and u.email = t.email
    where t.token_hash in ${hashLinkToken(ctx.secrets, token)} and t.expires_at > now()`);
  if (!record) throw linkIsOver();
  const { userId, ...link } = record;
  return { ...link, isOwn: guest?.caller.userId === userId };
}
