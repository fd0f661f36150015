import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import { memberships, sessions, users } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { defineLookup } from "#lib/batch.ts";
import {
  type Claim,
  type Context,
  inTransaction,
  type MerchantContext,
  sessionEnded,
} from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { notifyCaller } from "#lib/second-factor/notify.ts";
import { rememberDevice } from "#lib/sessions/known-devices.ts";
import {
  lacksSecondFactor,
  provedSecondsAgo,
  selectLiveSession,
} from "#lib/sessions/live-session.ts";
import { defineStatement } from "#lib/statement.ts";

interface SessionRecord {
  merchantId: string;
  merchantName: string;
  isSuspended: boolean;
  userId: string;
  email: string;
  isEmailVerified: boolean;
  role: Role;
  provedSecondsAgo: number;
  hasSecondFactor: boolean;
  lacksSecondFactor: boolean;
  provider: string | null;
}

type SessionName = Pick<Claim, "kind" | "sessionId">;

/** Who sessions are of. `limit 1` keeps the planner to index look-ups for each. */
const selectSessions = defineStatement<
  { sessionIds: string[]; kinds: string[] },
  SessionRecord & { place: number }
>(
  "sessions_find",
  sql`
    select asked.place::int as place, found.*
    from unnest(
      ${sql.placeholder("sessionIds")}::text[], ${sql.placeholder("kinds")}::text[]
    ) with ordinality as asked (session_id, kind, place)
    cross join lateral (
      select s.merchant_id as "merchantId", merchant.name as "merchantName",
        merchant.suspended_at is not null as "isSuspended",
        s.user_id as "userId", coalesce(u.email, u.name) as email,
        u.email_verified_at is not null as "isEmailVerified", m.role,
        ${provedSecondsAgo} as "provedSecondsAgo", s.has_second_factor as "hasSecondFactor",
        ${lacksSecondFactor} as "lacksSecondFactor", s.provider
      from ${selectLiveSession(sql`asked.session_id`, sql`asked.kind`)}
      join users u on u.id = s.user_id
      limit 1
    ) found`,
);

/** Finds who a live session is of, those that are asked for together by one statement. */
export const findSessionRecord = defineLookup<SessionName, SessionRecord | undefined>(
  async (db, names) => {
    const sessionIds = names.map(({ sessionId }) => sessionId);
    const rows = await selectSessions(db, { sessionIds, kinds: names.map(({ kind }) => kind) });
    const records: (SessionRecord | undefined)[] = [];
    for (const { place, ...record } of rows) records[place - 1] = record;
    return records;
  },
  ({ kind, sessionId }) => `${kind} ${sessionId}`,
);

/**
 * Finds the merchant and the person of a claim, or null if its session has ended. Always queries
 * the database, so that a sign-out, removal or password change takes effect at once.
 */
export async function findSession(ctx: Context, claim: Claim): Promise<MerchantContext | null> {
  const { sessionId, kind } = claim;
  const record = await findSessionRecord(ctx.db, { sessionId, kind });
  if (!record) return null;
  const {
    merchantId,
    merchantName,
    isSuspended,
    userId,
    email,
    isEmailVerified,
    role,
    ...session
  } = record;
  const caller = { userId, email, isEmailVerified, role };
  ctx.request.sender = { via: kind, sessionId, userId, merchantId };
  return { ...ctx, claim, merchantId, merchantName, isSuspended, caller, session };
}

/** How a person has authenticated. */
export interface Proof {
  hasSecondFactor: boolean;
  /** The identity provider that authenticated them; null for a password or passkey. */
  provider: string | null;
  /** Seconds since the authentication, if it was not just now. */
  provedSecondsAgo?: number;
  /** Condition on the person's row in `users`: the credentials have not been removed meanwhile. */
  stillHolds?: SQL;
}

/** Optional limits of a session. */
interface SessionLimits {
  /** By default the operator's session lifetime. */
  lifeSeconds?: number;
  /** The session that ends this one when it ends. */
  openedBy?: string;
}

export const byPassword: Proof = { hasSecondFactor: false, provider: null };

/**
 * Starts a person's session for a merchant, with its audit row; emails a notice of a new device.
 * Throws `forbidden` without required single sign-on, and `unauthorized` for a removed person,
 * removed credentials or an ended `openedBy`.
 */
export async function startSession(
  ctx: Context,
  kind: "portal" | "token",
  member: { userId: string; merchantId: string },
  proof: Proof = byPassword,
  { lifeSeconds, openedBy }: SessionLimits = {},
): Promise<MerchantContext> {
  const session = await inTransaction(ctx, async (tx) => {
    const { userId, merchantId } = member;
    const { provedSecondsAgo: age = 0, stillHolds, ...worth } = proof;
    if (stillHolds) await requireHeld(tx, userId, stillHolds);
    // Locked before the session, in the same order as a removal, so that the two cannot deadlock.
    const opened = await tx.db
      .update(memberships)
      .set({ lastOpenedAt: sql`now()` })
      .where(and(eq(memberships.userId, userId), eq(memberships.merchantId, merchantId)))
      .returning({ userId: memberships.userId });
    if (opened.length === 0) throw new AppError("unauthorized");
    const isOver = lte(sql`least(${sessions.expiresAt}, ${sessions.idleExpiresAt})`, sql`now()`);
    await tx.db.delete(sessions).where(and(eq(sessions.userId, userId), isOver));
    if (openedBy !== undefined) await lockSession(tx, openedBy);
    const sessionId = newId("ses");
    const { idleMinutes, longestHours } = ctx.config.sessions;
    const { address, userAgent } = ctx.request;
    await tx.db.insert(sessions).values({
      id: sessionId,
      kind,
      userId,
      merchantId,
      openedBy,
      ...worth,
      provedAt: sql`now() - make_interval(secs => ${age})`,
      address,
      userAgent,
      lastSeenAddress: address,
      expiresAt: sql`now() + make_interval(secs => ${lifeSeconds ?? longestHours * 3600})`,
      idleExpiresAt:
        kind === "portal" ? sql`now() + make_interval(mins => ${idleMinutes})` : undefined,
    });
    const started = await findSession(tx, { kind, sessionId, scopes: null });
    if (!started) throw new AppError("forbidden", singleSignOnDemanded);
    await recordEvent(started, { action: "account.signed_in" });
    // A session that continues another one is not a sign-in.
    if (lifeSeconds === undefined && (await rememberDevice(started, userId))) {
      await notifyCaller(started, {
        subject: "New sign-in to your account",
        text: `Someone signed in to your ${ctx.config.productName} account from a new device. If this was you, you can ignore this email.`,
      });
    }
    return { ...started, db: ctx.db };
  });
  if (lifeSeconds === undefined) ctx.metrics.countSignIn("succeeded");
  return session;
}

/**
 * Locks the person's row, as every removal of credentials does, and checks that they still hold.
 */
async function requireHeld({ db }: Context, userId: string, holds: SQL): Promise<void> {
  const isThem = eq(users.id, userId);
  await db.select({ id: users.id }).from(users).where(isThem).for("share");
  // A separate statement after the lock, so that it sees the changes of the previous lock holder.
  const held = await db.select({ id: users.id }).from(users).where(and(isThem, holds));
  if (held.length === 0) throw new AppError("unauthorized");
}

/** Locks the session, as its end does. Throws `unauthorized` if it has ended. */
async function lockSession({ db }: Context, sessionId: string): Promise<void> {
  const [standing] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.id, sessionId))
    .for("share");
  if (!standing) throw new AppError("unauthorized");
}

export const singleSignOnDemanded =
  "Your company requires single sign-on. Sign in with its identity provider";

export interface SessionChanges {
  /** The person has just re-authenticated. */
  isProved?: boolean;
  hasSecondFactor?: boolean;
  merchantId?: string;
}

/**
 * Changes the authentication strength of the session of `ctx`. A portal session gets a new id,
 * which stops session fixation: the caller must set the cookie again. Call it in a transaction.
 * Returns the current id. Throws `unauthorized`.
 */
export async function renewSession(ctx: MerchantContext, changes: SessionChanges): Promise<string> {
  const { kind, sessionId } = ctx.claim;
  const { isProved = false, ...rest } = changes;
  const id = kind === "portal" ? newId("ses") : sessionId;
  const [renewed] = await ctx.db
    .update(sessions)
    .set({ id, ...rest, ...(isProved && { provedAt: sql`now()` }) })
    .where(eq(sessions.id, sessionId))
    .returning({ id: sessions.id });
  if (!renewed) throw sessionEnded(ctx.claim);
  return renewed.id;
}

/** Ends a session and all tokens that depend on it; does nothing if it has ended. */
export async function endSession(ctx: MerchantContext): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const ended = await tx.db
      .delete(sessions)
      .where(eq(sessions.id, ctx.claim.sessionId))
      .returning({ id: sessions.id });
    if (ended.length > 0) await recordEvent(tx, { action: "account.signed_out" });
  });
}
