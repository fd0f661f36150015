import { asc, eq, sql } from "drizzle-orm";
import { memberships, users } from "#drizzle/schema.ts";
import { isPasswordRight } from "#lib/accounts/password.ts";
import type { Credentials } from "#lib/accounts/schema.ts";
import { startSession } from "#lib/auth/sessions.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { addressKey } from "#lib/http/rate-limit/address-key.ts";
import { consume, giveBack } from "#lib/http/rate-limit.ts";

/**
 * Begins a session for whoever knows the password: the portal's way in and the token endpoint's.
 * Throws `unauthorized` in the same words and time whether or not the address has an account, and
 * `too_many_requests` after too many failures from one address for one account.
 */
export async function signInWithPassword(
  ctx: Context,
  kind: "portal" | "token",
  { email, password }: Credentials,
): Promise<MerchantContext> {
  const address = addressKey(ctx.request.address);
  const attempts = [
    ["sign-in-account", `${address} ${email}`],
    ["sign-in-address", address],
  ] as const;
  const headers: [string, string][] = [];
  for (const [policy, key] of attempts) headers.push(...(await consume(policy, key)));
  const [user] = await ctx.db
    .select({ userId: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  const isRight = await isPasswordRight(user?.passwordHash ?? undefined, password);
  const member = user && isRight ? await findMembership(ctx, user.userId) : undefined;
  if (!member) {
    const message = "The e-mail address or the password is wrong";
    throw new AppError("unauthorized", message, { headers });
  }
  for (const [policy, key] of attempts) await giveBack(policy, key);
  return startSession(ctx, kind, member);
}

/** The merchant that a person opened last. */
export async function findMembership(ctx: Context, userId: string) {
  const [member] = await ctx.db
    .select({ userId: memberships.userId, merchantId: memberships.merchantId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(sql`${memberships.lastOpenedAt} desc nulls last`, asc(memberships.createdAt))
    .limit(1);
  return member;
}
