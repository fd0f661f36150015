import { and, eq } from "drizzle-orm";
import { identities, users } from "#drizzle/schema.ts";
import { proveMailbox } from "#lib/accounts/prove-mailbox.ts";
import { requireStanding } from "#lib/accounts/require-standing.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { toIdentity } from "#lib/identities/list.ts";
import type { PendingIdentity } from "#lib/identities/pending.ts";
import type { Identity, ProviderId } from "#lib/identities/schema.ts";
import { identityLinkedLetter } from "#lib/letters/account.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { paths } from "#lib/paths.ts";

/** Returns whether the caller may link it: same email, or they started the linking themselves. */
export function mayLink({ caller }: MerchantContext, pending: PendingIdentity): boolean {
  const { linkFor, email } = pending;
  return linkFor === null ? email === caller.email : linkFor === caller.userId;
}

/**
 * Links the caller's account to the pending identity and notifies them by email; does nothing if it
 * is already linked. Throws `conflict` if none is pending, or if the identity or the provider is
 * taken.
 */
export async function linkIdentity(
  ctx: MerchantContext,
  pending: PendingIdentity | null,
  names: Record<ProviderId, string>,
): Promise<Identity> {
  requirePerson(ctx);
  if (!pending || !mayLink(ctx, pending)) {
    throw new AppError("conflict", "There is no account to link. Sign in with it again");
  }
  const { provider, subject, email } = pending;
  const { userId } = ctx.caller;
  const name = names[provider];
  return inTransaction(ctx, async (tx) => {
    // Locks the person's row, so that concurrent links cannot add two identities of one provider.
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    await requireStanding(tx);
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
    if (!linked) throw new AppError("conflict", `This ${name} account is linked to someone else`);
    if (pending.linkFor === null) {
      // The provider has verified the caller's own email.
      await proveMailbox(tx, userId, tx);
    }
    await recordEvent(tx, { action: "account.identity_linked", after: { provider, email } });
    const letter = identityLinkedLetter({
      productName: ctx.config.productName,
      url: new URL(paths.account, ctx.portalUrl).href,
      provider: name,
      email,
    });
    await tx.mail.queue(tx.db, [{ to: ctx.caller.email, ...composeMail(ctx, letter) }]);
    return toIdentity(linked, names);
  });
}
