import { and, count, eq, gt, sql } from "drizzle-orm";
import { memberships, sessions } from "#drizzle/schema.ts";
import { requireStanding } from "#lib/accounts/require-standing.ts";
import { longestLifeDays } from "#lib/api-tokens/constants.ts";
import { requireTokenHolder } from "#lib/api-tokens/require.ts";
import {
  type CreateApiTokenBody,
  type CreatedApiToken,
  liveTokensPerPerson,
} from "#lib/api-tokens/schema.ts";
import { markApiToken } from "#lib/api-tokens/token.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { signToken } from "#lib/auth/access-token.ts";
import {
  inTransaction,
  type MerchantContext,
  requirePermission,
  sessionEnded,
} from "#lib/context.ts";
import { AppError, invalidField } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { toMoment } from "#lib/moment.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";
import { quoteName } from "#lib/text.ts";

/**
 * Creates an API token with a session that never idles out; only the response holds it. Throws
 * `forbidden` to a machine and for a scope beyond the caller's role, `bad_request` for the expiry,
 * and `conflict` at the limit of tokens.
 */
export async function createApiToken(
  ctx: MerchantContext,
  input: CreateApiTokenBody,
): Promise<CreatedApiToken> {
  requireTokenHolder(ctx);
  const scopes = [...new Set(input.scopes)].sort();
  for (const scope of scopes) requirePermission(ctx, scope);
  const { userId, email } = ctx.caller;
  const { name } = input;
  const id = newId("tok");
  // A JWT has no parts of a second.
  const expiresAt = new Date(toMoment(input.expiresAt));
  const facts = { kind: "api_token", sessionId: id, merchantId: ctx.merchantId } as const;
  const jwt = await signToken(ctx, { ...facts, userId, scopes, expiresAt });
  const createdAt = await inTransaction(ctx, async (tx) => {
    await lockMembership(tx);
    await requireStanding(tx);
    await requireRoom(tx);
    await requireNearExpiry(tx, expiresAt);
    const { address, userAgent } = tx.request;
    const { merchantId } = tx;
    const own = { id, kind: facts.kind, userId, merchantId, name, scopes };
    const [created] = await tx.db
      .insert(sessions)
      .values({ ...own, expiresAt, address, userAgent })
      .returning({ createdAt: sessions.createdAt });
    const after = { id, name, scopes, expiresAt: toMoment(expiresAt) };
    await recordEvent(tx, { action: "api_token.created", after });
    await notifyCaller(tx, {
      subject: "An API token was created for your account",
      text: `The API token ${quoteName(name)} works at ${quoteName(tx.merchantName)} until ${after.expiresAt}.`,
    });
    return created?.createdAt ?? new Date();
  });
  return {
    id,
    name,
    scopes,
    createdAt: toMoment(createdAt),
    expiresAt: toMoment(expiresAt),
    lastUsedAt: null,
    lastUsedIp: null,
    createdByEmail: email,
    isMine: true,
    token: markApiToken(ctx.config.keyPrefix, jwt),
  };
}

/** Locks the membership, so that concurrent creates count each other's tokens. */
async function lockMembership(ctx: MerchantContext): Promise<void> {
  const [membership] = await ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(eq(memberships.merchantId, ctx.merchantId), eq(memberships.userId, ctx.caller.userId)),
    )
    .for("no key update");
  if (!membership) throw sessionEnded(ctx.claim);
}

async function requireRoom({ db, merchantId, caller }: MerchantContext): Promise<void> {
  const [live] = await db
    .select({ tokens: count() })
    .from(sessions)
    .where(
      and(
        eq(sessions.merchantId, merchantId),
        eq(sessions.userId, caller.userId),
        eq(sessions.kind, "api_token"),
        gt(sessions.expiresAt, sql`now()`),
      ),
    );
  if ((live?.tokens ?? 0) < liveTokensPerPerson) return;
  const advice = "Revoke one that you no longer need";
  throw new AppError("conflict", `You already have ${liveTokensPerPerson} API tokens. ${advice}`);
}

async function requireNearExpiry({ db }: MerchantContext, expiresAt: Date): Promise<void> {
  const moment = expiresAt.toISOString();
  const [fault] = await db.execute<{ isPast: boolean; isLate: boolean }>(sql`
    select ${moment}::timestamptz <= now() as "isPast",
      ${moment}::timestamptz > now() + make_interval(days => ${longestLifeDays}) as "isLate"`);
  if (fault?.isPast) throw invalidField("expiresAt", "The expiry must be in the future");
  if (fault?.isLate) throw invalidField("expiresAt", "An API token must expire within a year");
}
