import { and, asc, eq, sql } from "drizzle-orm";
import { memberships, merchants, users } from "#drizzle/schema.ts";
import { isPasswordRight } from "#lib/accounts/check-password.ts";
import type { Credentials, TokenAnswer } from "#lib/accounts/schema.ts";
import { grantTokens } from "#lib/auth/tokens.ts";
import { type Context, inTransaction, type MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { type Attempt, codeAttempts, passwordAttempts } from "#lib/rate-limits/attempts.ts";
import { getServer } from "#lib/runtime/server.ts";
import { type Factors, findFactors, hasSecondFactor } from "#lib/second-factor/factors.ts";
import { lockPerson } from "#lib/second-factor/lock-person.ts";
import { recordSpentCode } from "#lib/second-factor/recovery-codes.ts";
import { takeCode } from "#lib/second-factor/take-code.ts";
import { findKnownDevice } from "#lib/sessions/known-devices.ts";
import { byPassword, type Proof, startSession } from "#lib/sessions/sessions.ts";

export interface PasswordSignIn extends Credentials {
  /** A code from the authenticator app, or a recovery code. */
  otp?: string;
  /** The merchant to sign in to; by default the one opened last. */
  merchantId?: string;
}

interface Member {
  userId: string;
  merchantId: string;
}

/**
 * Starts a session by password, and second factor where the account has one. Throws `unauthorized`
 * in the same words and time whether or not the email has an account, with the challenge of RFC
 * 9470 for a missing or wrong second factor, and `too_many_requests` after too many failures.
 */
export async function signInWithPassword(
  ctx: Context,
  kind: "portal" | "token",
  input: PasswordSignIn,
): Promise<MerchantContext> {
  const session = await signIn(ctx, kind, input, async (started) => started);
  return { ...session, db: ctx.db };
}

/** As `signInWithPassword`, and issues tokens in the same transaction. */
export function signInForTokens(ctx: Context, input: PasswordSignIn): Promise<TokenAnswer> {
  return signIn(ctx, "token", input, (started) => grantTokens(started));
}

/** Runs in the transaction that starts the session. */
type Finish<T> = (started: MerchantContext) => Promise<T>;

async function signIn<T>(
  ctx: Context,
  kind: "portal" | "token",
  { email, password, otp, merchantId }: PasswordSignIn,
  finish: Finish<T>,
): Promise<T> {
  ctx.request.sender = { via: kind, email };
  const [user] = await ctx.db
    .select({
      userId: users.id,
      passwordHash: users.passwordHash,
      passwordVersion: users.passwordVersion,
    })
    .from(users)
    .where(eq(users.email, email));
  // Asked for nobody, too, so that the time reveals no account.
  const known = await findKnownDevice(ctx, user?.userId ?? "");
  const attempts = passwordAttempts({ request: ctx.request, account: email, known });
  const headers = await consumeEach(attempts);
  const isRight = await isPasswordRight(ctx, user, password).catch(async (error) => {
    await getServer().rateLimits.giveBackEach(attempts);
    throw error;
  });
  const member =
    user && isRight ? await findMembership(ctx, user.userId, { merchantId }) : undefined;
  if (!user || !member) {
    const message = "Incorrect email or password";
    const reason = !user ? "unknown_email" : isRight ? "no_company" : "wrong_password";
    const security = { action: "security.sign_in_failed", reason } as const;
    throw new AppError("unauthorized", message, { headers, security });
  }
  const proof = { ...byPassword, stillHolds: eq(users.passwordVersion, user.passwordVersion) };
  const factors = await findFactors(ctx, member.userId);
  const isFactorAsked = hasSecondFactor(factors);
  if (isFactorAsked && otp !== undefined) {
    const result = await startWithCode(ctx, kind, member, { ...proof, otp }, finish);
    await getServer().rateLimits.giveBackEach(attempts);
    return result;
  }
  await getServer().rateLimits.giveBackEach(attempts);
  if (isFactorAsked) throw factorMissing(factors, headers);
  return inTransaction(ctx, async (tx) => finish(await startSession(tx, kind, member, proof)));
}

async function startWithCode<T>(
  ctx: Context,
  kind: "portal" | "token",
  member: Member,
  { otp, ...proof }: Proof & { otp: string },
  finish: Finish<T>,
): Promise<T> {
  const attempts = codeAttempts({ request: ctx.request, account: member.userId });
  const headers = await consumeEach(attempts);
  const result = await inTransaction(ctx, async (tx) => {
    // The person before their factors, as whoever changes these does.
    await lockPerson(tx, member.userId);
    const taken = await takeCode(tx, member.userId, otp);
    if (!taken) throw codeWrong(headers);
    const started = await startSession(tx, kind, member, { ...proof, hasSecondFactor: true });
    const { recoveryCodesLeft } = taken;
    if (recoveryCodesLeft !== null) await recordSpentCode(started, recoveryCodesLeft);
    return finish(started);
  });
  await getServer().rateLimits.giveBackEach(attempts);
  return result;
}

const challenge = "insufficient_user_authentication";

function factorMissing({ hasTotp, hasPasskey }: Factors, headers: [string, string][]): AppError {
  const message =
    "Two-factor authentication is required. Send a code from your authenticator app, or a recovery code, as otp";
  const factors = [
    ...(hasTotp ? ["totp" as const] : []),
    ...(hasPasskey ? ["passkey" as const] : []),
  ];
  return new AppError("unauthorized", message, { challenge, headers, factors });
}

function codeWrong(headers: [string, string][]): AppError {
  const message = "This code is incorrect, expired, or already used";
  const security = { action: "security.sign_in_failed", reason: "wrong_code" } as const;
  return new AppError("unauthorized", message, { challenge, headers, security });
}

async function consumeEach(attempts: readonly Attempt[]): Promise<[string, string][]> {
  const { rateLimits } = getServer();
  const headers: [string, string][] = [];
  for (const [policy, key] of attempts) headers.push(...(await rateLimits.consume(policy, key)));
  return headers;
}

/**
 * Finds the merchant that a person opened last, or the named one if they are a member. Merchants
 * that require single sign-on come last unless `isVouched`.
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
