import { and, eq, sql } from "drizzle-orm";
import { invitations, memberships, users } from "#drizzle/schema.ts";
import { refuseCommonPassword } from "#lib/accounts/common-password.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import { proveMailbox } from "#lib/accounts/prove-mailbox.ts";
import { setPassword } from "#lib/accounts/set-password.ts";
import { recordPersonEvent } from "#lib/audit/record.ts";
import {
  type Context,
  inTransaction,
  type MerchantContext,
  requirePerson,
  sessionEnded,
} from "#lib/context.ts";
import { AppError, invalidField } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { findByLink } from "#lib/invitations/look-up.ts";
import type { AcceptedInvitation, AcceptInvitationBody } from "#lib/invitations/schema.ts";
import { lockMerchant } from "#lib/merchants/lock.ts";

const companySuspended = "This company is suspended. You can join when it's resumed";

/**
 * Accepts an invitation once. For an email without an account it creates one with the given
 * password; otherwise `guest` must be signed in with that email. Throws `not_found`, `bad_request`,
 * `unauthorized`, `forbidden`, and `conflict` for a member.
 */
export async function acceptInvitation(
  ctx: Context,
  input: AcceptInvitationBody,
  guest: MerchantContext | null,
): Promise<AcceptedInvitation> {
  const { token, password } = input;
  const { merchantId, hasAccount, email: invited } = await findByLink(ctx, token);
  const isNew = !hasAccount && password !== undefined;
  if (isNew) await refuseCommonPassword("password", password, [invited, ctx.config.productName]);
  const passwordHash = isNew ? await hashPassword(password) : undefined;
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx, merchantId);
    // Read again under the lock, so that the second of two concurrent calls finds it used.
    const invitation = await findByLink(tx, token);
    if (invitation.isSuspended) throw new AppError("forbidden", companySuspended);
    const { id, merchantName, email, role } = invitation;
    const userId = invitation.hasAccount
      ? await requireSelf(tx, email, guest)
      : await openAccount(tx, email, passwordHash);
    const joined = await tx.db
      .insert(memberships)
      .values({ merchantId, userId, role, lastOpenedAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ userId: memberships.userId });
    if (joined.length === 0) throw new AppError("conflict", "You're already a member");
    await tx.db
      .update(invitations)
      .set({ acceptedAt: sql`now()`, acceptedBy: userId })
      .where(eq(invitations.id, id));
    const claim = guest?.caller.userId === userId ? guest.claim : null;
    const after = { email, role, invitedBy: invitation.invitedByEmail };
    await recordPersonEvent(tx, { merchantId, userId, claim }, { action: "member.joined", after });
    return { merchantId, merchantName, email, role };
  });
}

/** Returns the user id of the guest with this email, who read the link in that mailbox. */
async function requireSelf(
  ctx: Context,
  email: string,
  guest: MerchantContext | null,
): Promise<string> {
  if (!guest) {
    throw new AppError("unauthorized", `${email} has an account. Sign in with it to join`);
  }
  requirePerson(guest);
  const { userId } = guest.caller;
  if (guest.caller.email !== email) {
    throw new AppError("forbidden", `This invitation is for ${email}. Sign in with that address`);
  }
  const { reclaimed } = await proveMailbox(ctx, userId, guest);
  // The session has just ended, so it no longer authenticates the guest.
  if (reclaimed) throw sessionEnded(guest.claim);
  return userId;
}

/** Creates the account, or sets a new password for one that belongs to no company. */
async function openAccount(
  ctx: Context,
  email: string,
  passwordHash: string | undefined,
): Promise<string> {
  if (!passwordHash) throw invalidField("password", "The password is required");
  const { db } = ctx;
  await db
    .insert(users)
    .values({ id: newId("usr"), email })
    .onConflictDoNothing();
  const isEmail = eq(users.email, email);
  await db.select({ id: users.id }).from(users).where(isEmail).for("no key update");
  // A separate statement after the lock, so that it sees the changes of the previous lock holder.
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(isEmail, sql`not exists (select from memberships m where m.user_id = ${users.id})`));
  if (!user) {
    throw new AppError("conflict", `${email} now has an account. Sign in with it to join`);
  }
  await proveMailbox(ctx, user.id, null);
  await setPassword(ctx, user.id, passwordHash);
  return user.id;
}
