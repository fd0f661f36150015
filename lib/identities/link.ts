import { and, eq, sql } from "drizzle-orm";
import { identities, users } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { toIdentity } from "#lib/identities/list.ts";
import type { PendingIdentity } from "#lib/identities/pending.ts";
import type { Identity, ProviderId } from "#lib/identities/schema.ts";

/** Whether the caller may agree to it: it has their own address, or they asked for it themselves. */
export function mayLink({ caller }: MerchantContext, pending: PendingIdentity): boolean {
  const { linkFor, email } = pending;
  return linkFor === null ? email === caller.email : linkFor === caller.userId;
}

/**
 * Links the caller's account to the identity that waits for it, and tells them by mail; one that is
 * linked to them already stays so. Throws `conflict` where nothing waits, or the identity or the
 * provider is taken.
 */
export async function linkIdentity(
  ctx: MerchantContext,
  pending: PendingIdentity | null,
  names: Record<ProviderId, string>,
): Promise<Identity> {
  requirePerson(ctx);
  if (!pending || !mayLink(ctx, pending)) {
    throw new AppError("conflict", "There is no account to link. Sign in to it once more");
  }
  const { provider, subject, email } = pending;
  const { userId } = ctx.caller;
  const name = names[provider];
  return inTransaction(ctx, async (tx) => {
    // The person's row is held, so that two links at once cannot both be the provider's only one.
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    const [mine] = await tx.db
      .select()
      .from(identities)
      .where(and(eq(identities.userId, userId), eq(identities.provider, provider)));
    if (mine?.subject === subject) return toIdentity(mine, names);
    if (mine) throw new AppError("conflict", `Disconnect your other ${name} account first`);
    const [linked] = await tx.db
      .insert(identities)
      .values({ provider, subject, userId, email })
      .onConflictDoNothing()
      .returning();
    if (!linked)
      throw new AppError("conflict", `This ${name} account belongs to somebody else here`);
    if (pending.linkFor === null) {
      // Their own address, which the provider has verified.
      await tx.db
        .update(users)
        .set({ emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())` })
        .where(eq(users.id, userId));
    }
    await recordEvent(tx, { action: "account.identity_linked", after: { provider, email } });
    const text = `Your account can now be entered by signing in with ${name}${email ? ` as ${email}` : ""}.

If this was not you, disconnect it and change your password: ${ctx.portalUrl}/account`;
    await tx.mail.queue(tx.db, [
      { to: ctx.caller.email, subject: `${name} was linked to your account`, text },
    ]);
    return toIdentity(linked, names);
  });
}
