import { and, eq, isNull, ne, sql } from "drizzle-orm";
import {
  apiKeys,
  applications,
  auditEvents,
  identities,
  invitations,
  knownDevices,
  mailedTokens,
  memberships,
  merchants,
  sessions,
  users,
} from "#drizzle/schema.ts";
import { recordPersonEvent } from "#lib/audit/record.ts";
import type { Context } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { forgetFactors } from "#lib/second-factor/forget.ts";

/** Former content of the account, for its owner. */
export interface Reclaimed {
  apiKeys: number;
}

/**
 * Whether somebody could sign in as a user `u`. An owner named by the operator has no way in before
 * the first link, and nobody came before them.
 */
export const hasWayIn = sql.raw(`(
  u.password_hash is not null
  or exists (select from identities i where i.user_id = u.id)
  or exists (select from passkeys p where p.user_id = u.id)
  or exists (select from sessions s where s.user_id = u.id)
)`);

const reason = "The owner of the account's email address took it over";

/** Rows of the audit log that one statement writes. */
const rowsAtOnce = 1000;

/**
 * Ends everything that a stranger may have prepared in an account, and in merchants that belong to
 * nobody else. Returns null where nobody could ever sign in. Call it with the person locked.
 */
export async function reclaimAccount(ctx: Context, userId: string): Promise<Reclaimed | null> {
  const [prepared] = await ctx.db.execute(
    sql`select u.id from users u where u.id = ${userId} and ${hasWayIn}`,
  );
  if (!prepared) return null;
  const companies = await lockOwnCompanies(ctx, userId);
  // Whoever begins a session or makes a token holds the membership: they are done, or find us done.
  const isTheirs = eq(memberships.userId, userId);
  await ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(isTheirs)
    .for("update");
  await forgetFactors(ctx, userId);
  for (const table of [identities, sessions, mailedTokens, knownDevices]) {
    await ctx.db.delete(table).where(eq(table.userId, userId));
  }
  await ctx.db
    .update(users)
    .set({ passwordHash: null, passwordVersion: sql`${users.passwordVersion} + 1` })
    .where(eq(users.id, userId));
  await withdrawInvitations(ctx, userId);
  let revokedKeys = 0;
  for (const merchantId of companies) {
    const revoked = await clearCompany(ctx, userId, merchantId);
    revokedKeys += revoked;
    const after = { apiKeysRevoked: revoked };
    await recordPersonEvent(ctx, { merchantId, userId }, { action: "account.reclaimed", after });
  }
  return { apiKeys: revokedKeys };
}

/**
 * Locks the merchants of which the person is the only owner, so that nobody changes their members.
 */
async function lockOwnCompanies({ db }: Context, userId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select m.id from merchants m
    where m.closed_at is null
      and exists (
        select from memberships own
        where own.merchant_id = m.id and own.user_id = ${userId} and own.role = 'owner'
      )
      and not exists (
        select from memberships other
        where other.merchant_id = m.id and other.user_id <> ${userId} and other.role = 'owner'
      )
    order by m.id for no key update of m`);
  return rows.map(({ id }) => id);
}

async function withdrawInvitations({ db }: Context, userId: string): Promise<void> {
  await db
    .update(invitations)
    .set({ withdrawnAt: sql`now()` })
    .where(
      and(
        eq(invitations.invitedBy, userId),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
      ),
    );
}

/**
 * Removes all other members of a merchant, ends its keys and stops requiring single sign-on, which
 * would lock out a person without an identity provider. Returns the number of keys ended.
 */
async function clearCompany(ctx: Context, userId: string, merchantId: string): Promise<number> {
  const { db } = ctx;
  await db
    .delete(memberships)
    .where(and(eq(memberships.merchantId, merchantId), ne(memberships.userId, userId)));
  await db.update(merchants).set({ singleSignOnOnly: false }).where(eq(merchants.id, merchantId));
  // Whoever is creating a key holds its application.
  const own = eq(applications.merchantId, merchantId);
  await db
    .select({ id: applications.id })
    .from(applications)
    .where(own)
    .orderBy(applications.id)
    .for("update");
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: sql`now()`, revokedBy: userId, revokedReason: reason })
    .where(and(eq(apiKeys.merchantId, merchantId), isNull(apiKeys.revokedAt)))
    .returning({ apiKeyId: apiKeys.id, applicationId: apiKeys.applicationId });
  const { id: requestId, address, userAgent } = ctx.request;
  const rows = revoked.map((key) => ({
    ...key,
    id: newId("aud"),
    merchantId,
    action: "api_key.revoked",
    actorId: userId,
    via: "portal" as const,
    address,
    userAgent,
    requestId,
    before: { status: "active" },
    after: { status: "revoked", reason, leaked: false },
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await db.insert(auditEvents).values(rows.slice(from, from + rowsAtOnce));
  }
  return revoked.length;
}
