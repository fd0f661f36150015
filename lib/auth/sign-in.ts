import { asc, eq } from "drizzle-orm";
import { memberships, users } from "#drizzle/schema.ts";
import { isPasswordRight } from "#lib/accounts/password.ts";
import type { Credentials } from "#lib/accounts/schema.ts";
import { startSession } from "#lib/auth/sessions.ts";
import type { Context, MerchantContext, SessionKind } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { consume, giveBack } from "#lib/http/rate-limit.ts";

/**
 * Begins a session for whoever knows the password: the portal's way in and the token endpoint's.
 * Throws `unauthorized` in the same words and time whether or not the address has an account, and
 * `too_many_requests` after too many failures from one address for one account.
 */
export async function signInWithPassword(
  ctx: Context,
  kind: SessionKind,
  { email, password }: Credentials,
): Promise<MerchantContext> {
  const attempts = [
    ["sign-in-account", `${ctx.request.address} ${email}`],
    ["sign-in-address", `${ctx.request.address}`],
  ] as const;
  for (const [policy, key] of attempts) await consume(policy, key);
  const [user] = await ctx.db
    .select({ userId: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  const isRight = await isPasswordRight(user?.passwordHash, password);
  const member = user && isRight ? await findMembership(ctx, user.userId) : undefined;
  if (!member) throw new AppError("unauthorized", "The e-mail address or the password is wrong");
  for (const [policy, key] of attempts) await giveBack(policy, key);
  return startSession(ctx, kind, member);
}

async function findMembership(ctx: Context, userId: string) {
  const [member] = await ctx.db
    .select({ userId: memberships.userId, merchantId: memberships.merchantId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  return member;
}
