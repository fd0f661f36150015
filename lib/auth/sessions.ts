import { and, eq, lte, sql } from "drizzle-orm";
import { sessions } from "#drizzle/schema.ts";
import { liveSession } from "#lib/accounts/session-source.ts";
import { recordEvent } from "#lib/audit/record.ts";
import {
  type Claim,
  type Context,
  inTransaction,
  type MerchantContext,
  type SessionKind,
} from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { Role } from "#lib/merchants/schema.ts";
import { defineStatement } from "#lib/statement.ts";

/** Seconds from sign-in to the end of a session, whatever is done with it. */
export const sessionTtlSeconds = 14 * 24 * 3600;

interface SessionRecord {
  merchantId: string;
  merchantName: string;
  userId: string;
  email: string;
  role: Role;
}

const selectSession = defineStatement<SessionRecord>(
  "session_find",
  sql`
    select s.merchant_id as "merchantId", merchant.name as "merchantName",
      s.user_id as "userId", u.email, m.role
    from ${liveSession}
    join merchants merchant on merchant.id = s.merchant_id
    join users u on u.id = s.user_id`,
);

/**
 * The merchant and the person behind a claim, or null when its session has ended. Asked of the
 * database each time: whoever signed out, was removed or changed the password is out at once.
 */
export async function findSession(ctx: Context, claim: Claim): Promise<MerchantContext | null> {
  const { sessionId, kind } = claim;
  const [record] = await selectSession(ctx.db, { sessionId, kind });
  if (!record) return null;
  const { merchantId, merchantName, userId, email, role } = record;
  return { ...ctx, claim, merchantId, merchantName, caller: { userId, email, role } };
}

/** Begins a session of one person for one merchant, with its audit row; clears away expired ones. */
export async function startSession(
  ctx: Context,
  kind: SessionKind,
  member: { userId: string; merchantId: string },
): Promise<MerchantContext> {
  return inTransaction(ctx, async (tx) => {
    const { userId } = member;
    await tx.db
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), lte(sessions.expiresAt, sql`now()`)));
    const sessionId = newId("ses");
    await tx.db.insert(sessions).values({
      id: sessionId,
      kind,
      ...member,
      address: ctx.request.address,
      userAgent: ctx.request.userAgent,
      expiresAt: sql`now() + make_interval(secs => ${sessionTtlSeconds})`,
    });
    const started = await findSession(tx, { kind, sessionId, scopes: null });
    if (!started) throw new Error("the session was not inserted");
    await recordEvent(started, { action: "account.signed_in" });
    return { ...started, db: ctx.db };
  });
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
