import { and, eq, ne, sql } from "drizzle-orm";
import { identities, sessions, users } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { ProviderId } from "#lib/identities/schema.ts";
import { identityUnlinkedLetter } from "#lib/letters/account.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { paths } from "#lib/paths.ts";

/**
 * Removes an identity provider from the caller's sign-in methods, ends their other sessions that
 * started there, and notifies them by email. Throws `not_found`, and `conflict` if no sign-in
 * method would remain.
 */
export async function unlinkIdentity(
  ctx: MerchantContext,
  { provider, name }: { provider: ProviderId; name: string },
): Promise<void> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  await inTransaction(ctx, async (tx) => {
    // Locks the person's row, so that concurrent removals cannot remove the last method.
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    const [gone] = await tx.db
      .delete(identities)
      .where(and(eq(identities.userId, userId), eq(identities.provider, provider)))
      .returning({ email: identities.email });
    if (!gone) throw new AppError("not_found");
    const rest = await findWaysIn(tx, userId);
    if (!rest.hasAny) {
      const message = `${name} is your only way to sign in. Set a password or add a passkey first`;
      throw new AppError("conflict", message);
    }
    if (rest.isSingleSignOnDemanded && !rest.hasIdentity) {
      const message =
        "Your company requires single sign-on, and this is your only identity provider";
      throw new AppError("conflict", message);
    }
    const { sessionId } = ctx.claim;
    await tx.db
      .delete(sessions)
      .where(
        and(
          eq(sessions.userId, userId),
          eq(sessions.provider, provider),
          ne(sessions.id, sessionId),
        ),
      );
    const { email } = gone;
    await recordEvent(tx, { action: "account.identity_unlinked", before: { provider, email } });
    const letter = identityUnlinkedLetter({
      productName: ctx.config.productName,
      url: new URL(paths.account, ctx.portalUrl).href,
      provider: name,
    });
    await tx.mail.queue(tx.db, [{ to: ctx.caller.email, ...composeMail(ctx, letter) }]);
  });
}

interface WaysIn extends Record<string, unknown> {
  hasAny: boolean;
  hasIdentity: boolean;
  isSingleSignOnDemanded: boolean;
}

async function findWaysIn({ db }: Context, userId: string): Promise<WaysIn> {
  const [ways] = await db.execute<WaysIn>(sql`
    select u.password_hash is not null or has_passkey or has_identity as "hasAny",
      has_identity as "hasIdentity",
      exists (
        select from memberships m join merchants on merchants.id = m.merchant_id
        where m.user_id = u.id and merchants.single_sign_on_only
      ) as "isSingleSignOnDemanded"
    from users u,
      lateral (select exists (select from passkeys p where p.user_id = u.id)) p (has_passkey),
      lateral (select exists (select from identities i where i.user_id = u.id)) i (has_identity)
    where u.id = ${userId}`);
  if (!ways) throw new AppError("not_found");
  return ways;
}
