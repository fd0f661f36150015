import { and, asc, eq, sql } from "drizzle-orm";
import { memberships, merchants, users } from "#drizzle/schema.ts";
import { isPasswordRight } from "#lib/accounts/password.ts";
import type { Credentials } from "#lib/accounts/schema.ts";
import { startSession } from "#lib/auth/sessions.ts";
import { type Context, inTransaction, type MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { type Attempt, codeAttempts, giveBackEach, passwordAttempts } from "#lib/http/attempts.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { findFactors, hasSecondFactor } from "#lib/second-factor/factors.ts";
import { recordSpentCode } from "#lib/second-factor/recovery-codes.ts";
import { takeCode } from "#lib/second-factor/take-code.ts";

export interface PasswordSignIn extends Credentials {
  /** A code of the authenticator app, or a recovery code. */
  otp?: string;
  /** For which of the person's merchants; by default the one that they opened last. */
  merchantId?: string;
}

interface Member {
  userId: string;
  merchantId: string;
}

/**
 * Begins a session for whoever knows the password, and has the second factor where the account has
 * one: the portal's way in and the token endpoint's. Throws `unauthorized` in the same words and
 * time whether or not the address has an account, with the challenge of RFC 9470 where only the
 * second factor is missing or wrong, and `too_many_requests` after too many failures.
 */
export async function signInWithPassword(
  ctx: Context,
  kind: "portal" | "token",
  { email, password, otp, merchantId }: PasswordSignIn,
): Promise<MerchantContext> {
  const attempts = passwordAttempts({ address: ctx.request.address, account: email });
  const headers = await consumeEach(attempts);
  const [user] = await ctx.db
    .select({ userId: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  const isRight = await isPasswordRight(user?.passwordHash ?? undefined, password);
  const member =
    user && isRight ? await findMembership(ctx, user.userId, { merchantId }) : undefined;
  if (!member) {
    const message = "The e-mail address or the password is wrong";
    throw new AppError("unauthorized", message, { headers });
  }
  const isFactorAsked = hasSecondFactor(await findFactors(ctx, member.userId));
  if (isFactorAsked && otp !== undefined) {
    const session = await startWithCode(ctx, kind, member, otp);
    await giveBackEach(attempts);
    return session;
  }
  await giveBackEach(attempts);
  if (isFactorAsked) throw factorMissing(headers);
  return startSession(ctx, kind, member);
}

async function startWithCode(
  ctx: Context,
  kind: "portal" | "token",
  member: Member,
  otp: string,
): Promise<MerchantContext> {
  const attempts = codeAttempts({ address: ctx.request.address, account: member.userId });
  const headers = await consumeEach(attempts);
  const session = await inTransaction(ctx, async (tx) => {
    const taken = await takeCode(tx, member.userId, otp);
    if (!taken) throw codeWrong(headers);
    const started = await startSession(tx, kind, member, { hasSecondFactor: true, provider: null });
    const { recoveryCodesLeft } = taken;
    if (recoveryCodesLeft !== null) await recordSpentCode(started, recoveryCodesLeft);
    return started;
  });
  await giveBackEach(attempts);
  return { ...session, db: ctx.db };
}

const challenge = "insufficient_user_authentication";

function factorMissing(headers: [string, string][]): AppError {
  const message =
    "Signing in needs your second factor: send the code of your authenticator app, or a recovery code, as otp";
  return new AppError("unauthorized", message, { challenge, headers });
}

function codeWrong(headers: [string, string][]): AppError {
  const message = "The code is wrong, out of date, or was used before";
  return new AppError("unauthorized", message, { challenge, headers });
}

async function consumeEach(attempts: readonly Attempt[]): Promise<[string, string][]> {
  const headers: [string, string][] = [];
  for (const [policy, key] of attempts) headers.push(...(await consume(policy, key)));
  return headers;
}

/**
 * The merchant that a person opened last, or the one that is named, where they belong to it. Those
 * that only a provider opens come last for whoever has none: `isVouched` says so.
 */
export async function findMembership(
  ctx: Context,
  userId: string,
  { merchantId, isVouched = false }: { merchantId?: string; isVouched?: boolean } = {},
): Promise<Member | undefined> {
  const isNamed = merchantId === undefined ? undefined : eq(memberships.merchantId, merchantId);
  const openFirst = isVouched ? [] : [asc(merchants.singleSignOnOnly)];
  const [member] = await ctx.db
    .select({ userId: memberships.userId, merchantId: memberships.merchantId })
    .from(memberships)
    .innerJoin(merchants, eq(merchants.id, memberships.merchantId))
    .where(and(eq(memberships.userId, userId), isNamed))
    .orderBy(
      ...openFirst,
      sql`${memberships.lastOpenedAt} desc nulls last`,
      asc(memberships.createdAt),
    )
    .limit(1);
  return member;
}
