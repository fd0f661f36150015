import { and, eq, inArray } from "drizzle-orm";
import { memberships, merchants, sessions, users } from "#drizzle/schema.ts";
import { toShownUrl } from "#lib/api-keys/leaks/leak-source.ts";
import { recordSystemEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { leakedTokenLetter } from "#lib/letters/secrets.ts";
import { paths } from "#lib/paths.ts";
import { quoteName } from "#lib/text.ts";

export interface LeakedToken {
  /** Id of its session. */
  id: string;
  /** Where it was found. */
  url?: string | null;
}

interface RevokedToken {
  id: string;
  name: string;
  merchantId: string;
  merchantName: string;
  email: string | null;
  url: string | null;
}

/**
 * Revokes leaked API tokens, whose signature proves them to be ours, and notifies their owners;
 * repeating it changes nothing. Does not name the reporter, as for API keys.
 */
export async function revokeLeakedTokens(
  ctx: Context,
  leaked: readonly LeakedToken[],
): Promise<void> {
  const urls = new Map(leaked.map(({ id, url }) => [id, toShownUrl(url)]));
  if (urls.size === 0) return;
  await inTransaction(ctx, async (tx) => {
    const named = and(inArray(sessions.id, [...urls.keys()]), eq(sessions.kind, "api_token"));
    const owned = await tx.db
      .select({ id: sessions.id, email: users.email, merchantName: merchants.name })
      .from(sessions)
      .innerJoin(
        memberships,
        and(
          eq(memberships.userId, sessions.userId),
          eq(memberships.merchantId, sessions.merchantId),
        ),
      )
      .innerJoin(users, eq(users.id, memberships.userId))
      .innerJoin(merchants, eq(merchants.id, memberships.merchantId))
      .where(named);
    const { id, name, merchantId } = sessions;
    const revoked = await tx.db.delete(sessions).where(named).returning({ id, name, merchantId });
    for (const session of revoked) {
      const owner = owned.find((each) => each.id === session.id);
      if (!owner) continue;
      const token = { ...session, ...owner, name: session.name ?? "" };
      await announce(tx, { ...token, url: urls.get(session.id) ?? null });
    }
  });
}

async function announce(ctx: Context, token: RevokedToken): Promise<void> {
  const { id, name, merchantId, merchantName, email, url } = token;
  await recordSystemEvent(ctx, merchantId, {
    action: "api_token.leak_reported",
    before: { id, name, createdBy: email },
    after: { status: "revoked", ...(url !== null && { url }) },
  });
  if (email === null) return;
  const letter = leakedTokenLetter({
    productName: ctx.config.productName,
    name: quoteName(name),
    merchantName: quoteName(merchantName),
    foundAt: url,
    url: new URL(paths.apiTokens, ctx.portalUrl).href,
  });
  await ctx.mail.queue(ctx.db, [{ to: email, ...composeMail(ctx, letter) }]);
}
