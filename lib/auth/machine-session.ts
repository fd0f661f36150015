import { and, eq, isNull, sql } from "drizzle-orm";
import { identities, memberships, merchants, sessions, users } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import type { TrustedIssuer } from "#lib/auth/schema.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { findSession } from "#lib/sessions/sessions.ts";
import { defineStatement } from "#lib/statement.ts";

interface Machine {
  /** The token's subject; one machine may act for several merchants. */
  subject: string;
  merchantId: string;
}

const value = sql.placeholder;

const selectMachine = defineStatement<
  { provider: string; subject: string; merchantId: string },
  { sessionId: string; role: Role }
>(
  "machine_session_find",
  sql`
    select s.id as "sessionId", m.role
    from identities i
    join sessions s on s.user_id = i.user_id and s.merchant_id = ${value("merchantId")}
      and s.kind = 'issuer' and s.expires_at > now()
    join memberships m on m.merchant_id = s.merchant_id and m.user_id = s.user_id
    join merchants on merchants.id = s.merchant_id and merchants.closed_at is null
    where i.provider = ${value("provider")} and i.subject = ${value("subject")}
    limit 1`,
);

/**
 * Returns the session of a machine that a trusted issuer vouches for. On its first call, and
 * whenever a part is missing, the machine becomes a member of the merchant with the issuer's role.
 * Null for a missing or closed merchant.
 */
export async function keepMachineSession(
  ctx: Context,
  { issuer, role }: TrustedIssuer,
  { subject, merchantId }: Machine,
): Promise<string | null> {
  const identity = { provider: issuer, subject: `${merchantId} ${subject}` };
  const [found] = await selectMachine(ctx.db, { ...identity, merchantId });
  if (found?.role === role) return found.sessionId;
  return inTransaction(ctx, async (tx) => {
    const { provider } = identity;
    const lock = JSON.stringify(identity);
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
    const [merchant] = await tx.db
      .select({ id: merchants.id })
      .from(merchants)
      .where(and(eq(merchants.id, merchantId), isNull(merchants.closedAt)));
    if (!merchant) return null;
    const name = `${subject} at ${new URL(issuer).host}`;
    const userId = (await findUser(tx, identity)) ?? (await createUser(tx, identity, name));
    await tx.db
      .insert(memberships)
      .values({ merchantId, userId, role })
      .onConflictDoUpdate({
        target: [memberships.merchantId, memberships.userId],
        set: { role },
      });
    const [present] = await selectMachine(tx.db, { ...identity, merchantId });
    return present?.sessionId ?? startMachineSession(tx, { userId, merchantId, provider });
  });
}

async function findUser({ db }: Context, identity: { provider: string; subject: string }) {
  const [found] = await db
    .select({ userId: identities.userId })
    .from(identities)
    .where(
      and(eq(identities.provider, identity.provider), eq(identities.subject, identity.subject)),
    );
  return found?.userId;
}

async function createUser(
  { db }: Context,
  identity: { provider: string; subject: string },
  name: string,
): Promise<string> {
  const userId = newId("usr");
  await db.insert(users).values({ id: userId, name });
  await db.insert(identities).values({ ...identity, userId });
  return userId;
}

/** The session never expires: the tokens that reach it do. */
async function startMachineSession(
  ctx: Context,
  member: { userId: string; merchantId: string; provider: string },
): Promise<string> {
  const sessionId = newId("ses");
  const { address, userAgent } = ctx.request;
  await ctx.db.insert(sessions).values({
    id: sessionId,
    kind: "issuer",
    ...member,
    address,
    userAgent,
    lastSeenAddress: address,
    expiresAt: sql`now() + interval '100 years'`,
  });
  const started = await findSession(ctx, { kind: "issuer", sessionId, scopes: [] });
  if (!started) throw new Error("the machine's session was not started");
  await recordEvent(started, { action: "account.signed_in" });
  return sessionId;
}
