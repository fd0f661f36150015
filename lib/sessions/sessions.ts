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
export const findSessionRecord = defineLookup<SessionName, SessionRecord>(
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
 * The merchant and the person behind a claim, or null when its session has ended. Asked of the
 * database each time: whoever signed out, was removed or changed the password is out at once.
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

/** How a person has shown who they are. */
export interface Proof {
  hasSecondFactor: boolean;
  /** The identity provider that vouched for them; null after a password or a passkey. */
  provider: string | null;
  /** Where that was not just now. */
  provedSecondsAgo?: number;
  /** Condition on the person's row in `users`: what was shown has not been taken away meanwhile. */
  stillHolds?: SQL;
}

/** What a session may have besides a proof. */
interface SessionLimits {
  /** By default it lives as long as the operator lets sessions live. */
  lifeSeconds?: number;
  /** The session that this one ends with, at the latest. */
  openedBy?: string;
}

export const byPassword: Proof = { hasSecondFactor: false, provider: null };

/**
 * Begins a session of one person for one merchant, with its audit row; clears away expired ones.
 * Throws `forbidden` where the merchant wants single sign-on and no provider vouched, `unauthorized`
 * for whoever was removed meanwhile or whose proof no longer holds, and where `openedBy` has ended.
 * Tells of a device not seen before by email.
 */
export async function startSession(
  ctx: Context,
  kind: "portal" | "token",
  member: { userId: string; merchantId: string },
  proof: Proof = byPassword,
  { lifeSeconds, openedBy }: SessionLimits = {},
): Promise<MerchantContext> {
  return inTransaction(ctx, async (tx) => {
    const { userId, merchantId } = member;
    const { provedSecondsAgo: age = 0, stillHolds, ...worth } = proof;
    if (stillHolds) await requireHeld(tx, userId, stillHolds);
    // Before the session, as a removal does it: it waits for us, or we for it, and never each for the other.
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
    // A session that only continues another one is no sign-in.
    if (lifeSeconds === undefined && (await rememberDevice(started, userId))) {
      await notifyCaller(started, {
        subject: "New sign-in to your account",
        text: `Somebody signed in to your ${ctx.config.productName} account from a device that was not used before. If it was you, there is nothing to do.`,
      });
    }
    return { ...started, db: ctx.db };
  });
}

/** Whoever takes the proof away holds the person's row: they are done, or wait for the session. */
async function requireHeld({ db }: Context, userId: string, holds: SQL): Promise<void> {
  const isThem = eq(users.id, userId);
  await db.select({ id: users.id }).from(users).where(isThem).for("share");
  // A statement of its own after the lock, so that it sees what whoever held the lock has done.
  const held = await db.select({ id: users.id }).from(users).where(and(isThem, holds));
  if (held.length === 0) throw new AppError("unauthorized");
}

/** Whoever ends the session waits for us, or we find that they did. Throws `unauthorized`. */
async function lockSession({ db }: Context, sessionId: string): Promise<void> {
  const [standing] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.id, sessionId))
    .for("share");
  if (!standing) throw new AppError("unauthorized");
}

export const singleSignOnDemanded =
  "Your company demands single sign-on: sign in by its identity provider";

export interface SessionChanges {
  /** A new proof of who it is was given just now. */
  isProved?: boolean;
  hasSecondFactor?: boolean;
  merchantId?: string;
}

/**
 * Changes what the session of `ctx` is worth. In the portal it gets a new id with that, so that an
 * id which somebody knew before is worth nothing: the caller must set the cookie anew. Call it with
 * a transaction. Returns the id from now on. Throws `unauthorized`.
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

/** Ends a session and every token that hangs on it; one that has ended already stays so. */
export async function endSession(ctx: MerchantContext): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const ended = await tx.db
      .delete(sessions)
      .where(eq(sessions.id, ctx.claim.sessionId))
      .returning({ id: sessions.id });
    if (ended.length > 0) await recordEvent(tx, { action: "account.signed_out" });
  });
}
