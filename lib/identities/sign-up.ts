import { identities, users } from "#drizzle/schema.ts";
import { proveMailbox } from "#lib/accounts/prove-mailbox.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { getStrength, type PendingIdentity } from "#lib/identities/pending.ts";
import { newId } from "#lib/ids.ts";
import { foundMerchant } from "#lib/merchants/found.ts";
import type { Merchant, SignUpWithIdentityBody } from "#lib/merchants/schema.ts";

interface SignedUp {
  merchant: Merchant;
  member: { userId: string; merchantId: string };
  /** Authentication strength of the first session. */
  proof: ReturnType<typeof getStrength>;
}

/**
 * Creates a merchant and its owner, who has no password but the pending identity. Throws `conflict`
 * if none is pending, or if the email or the identity already has an account.
 */
export async function signUpWithIdentity(
  ctx: Context,
  pending: PendingIdentity | null,
  { merchantName: name }: SignUpWithIdentityBody,
): Promise<SignedUp> {
  const { provider, subject, email } = pending ?? {};
  if (!pending || pending.linkFor !== null || !provider || !subject || !email) {
    throw new AppError("conflict", "Your sign-in timed out. Start again");
  }
  return inTransaction(ctx, async (tx) => {
    const userId = newId("usr");
    const made = await tx.db
      .insert(users)
      .values({ id: userId, email })
      .onConflictDoNothing()
      .returning({ id: users.id });
    await proveMailbox(tx, userId, null);
    const linked =
      made.length > 0 &&
      (await tx.db
        .insert(identities)
        .values({ provider, subject, userId, email, lastUsedAt: new Date() })
        .onConflictDoNothing()
        .returning({ provider: identities.provider }));
    if (!linked || linked.length === 0) {
      throw new AppError("conflict", "You already have an account. Sign in to it");
    }
    const merchant = await foundMerchant(tx, { name, owner: { id: userId, email } });
    return { merchant, member: { userId, merchantId: merchant.id }, proof: getStrength(pending) };
  });
}
