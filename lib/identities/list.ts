import { and, asc, eq, inArray } from "drizzle-orm";
import { identities } from "#drizzle/schema.ts";
import { type MerchantContext, requirePerson } from "#lib/context.ts";
import { type Identity, type ProviderId, providerIds } from "#lib/identities/schema.ts";
import { toMoment } from "#lib/moment.ts";

/**
 * Lists the caller's accounts at identity providers; `names` are the providers' display names.
 * Throws `forbidden` for a machine.
 */
export async function listIdentities(
  ctx: MerchantContext,
  names: Record<ProviderId, string>,
): Promise<{ data: Identity[] }> {
  requirePerson(ctx);
  const rows = await ctx.db
    .select()
    .from(identities)
    .where(
      and(eq(identities.userId, ctx.caller.userId), inArray(identities.provider, [...providerIds])),
    )
    .orderBy(asc(identities.createdAt));
  return { data: rows.map((row) => toIdentity(row, names)) };
}

export function toIdentity(
  row: typeof identities.$inferSelect,
  names: Record<ProviderId, string>,
): Identity {
  const provider = row.provider as ProviderId;
  return {
    provider,
    name: names[provider],
    email: row.email,
    createdAt: toMoment(row.createdAt),
    lastUsedAt: toMoment(row.lastUsedAt),
  };
}
