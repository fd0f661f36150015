import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { recoveryCodes, sessions, users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

export interface Factors {
  hasPassword: boolean;
  hasTotp: boolean;
  hasPasskey: boolean;
  recoveryCodesLeft: number;
}

/** Finds a person's second factors. Recovery codes substitute for a factor, but are none. */
export async function findFactors(ctx: Context, userId: string): Promise<Factors> {
  const [factors] = await ctx.db
    .select({
      hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      hasTotp: sql<boolean>`exists (
        select from totp_secrets t where t.user_id = users.id and t.confirmed_at is not null)`,
      hasPasskey: sql<boolean>`exists (select from passkeys p where p.user_id = users.id)`,
      recoveryCodesLeft: sql<number>`(
        select count(*)::int from recovery_codes r where r.user_id = users.id)`,
    })
    .from(users)
    .where(eq(users.id, userId));
  return factors ?? { hasPassword: false, hasTotp: false, hasPasskey: false, recoveryCodesLeft: 0 };
}

export function hasSecondFactor({ hasTotp, hasPasskey }: Factors): boolean {
  return hasTotp || hasPasskey;
}

/**
 * After a person's last factor is removed, deletes their recovery codes, and marks their sessions
 * as having no second factor unless an identity provider confirmed one. Call it in a transaction.
 */
export async function settleFactors(ctx: Context, userId: string): Promise<void> {
  if (hasSecondFactor(await findFactors(ctx, userId))) return;
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await ctx.db
    .update(sessions)
    .set({ hasSecondFactor: false })
    .where(
      and(
        eq(sessions.userId, userId),
        inArray(sessions.kind, ["portal", "token"]),
        isNull(sessions.provider),
      ),
    );
}
