import { eq } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import {
  inTransaction,
  type MerchantContext,
  requireActiveMerchant,
  requirePermission,
} from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { getMerchant } from "#lib/merchants/get.ts";
import { lockMerchant } from "#lib/merchants/lock.ts";
import type { MerchantSettings, UpdateMerchantBody } from "#lib/merchants/schema.ts";

type Values = Required<UpdateMerchantBody>;

/**
 * Changes a merchant's name and policies. Throws `forbidden`, and `conflict` for a policy that the
 * caller's own session does not meet, so that callers cannot lock themselves out.
 */
export async function updateMerchant(
  ctx: MerchantContext,
  input: UpdateMerchantBody,
): Promise<MerchantSettings> {
  requirePermission(ctx, "merchant:write");
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx, tx.merchantId);
    const current = await getMerchant(tx);
    const before: Values = { name: current.name, ...current.policy };
    const names = (Object.keys(before) as (keyof Values)[]).filter(
      (name) => input[name] !== undefined && input[name] !== before[name],
    );
    if (names.length === 0) return current;
    const pick = (values: UpdateMerchantBody): Partial<Values> =>
      Object.fromEntries(names.map((name) => [name, values[name]]));
    const after = pick(input);
    if (!isTightening(before, after)) requireActiveMerchant(tx);
    requireMet(tx, after);
    await tx.db.update(merchants).set(after).where(eq(merchants.id, tx.merchantId));
    await recordEvent(tx, { action: "merchant.updated", before: pick(before), after });
    return getMerchant(tx);
  });
}

/** Returns whether all changes only tighten the policies, which a suspended company may do. */
function isTightening(before: Values, after: Partial<Values>): boolean {
  const { name, requireSecondFactor, singleSignOnOnly, longestLifeOfLiveKeysDays: days } = after;
  const isShorter = days != null && days < (before.longestLifeOfLiveKeysDays ?? days + 1);
  return (
    name === undefined &&
    requireSecondFactor !== false &&
    singleSignOnOnly !== false &&
    (days === undefined || isShorter)
  );
}

function requireMet({ session }: MerchantContext, after: Partial<Values>): void {
  if (after.requireSecondFactor && !session.hasSecondFactor) {
    const message = "Sign in with a second factor yourself before you require it";
    throw new AppError("conflict", message);
  }
  if (after.singleSignOnOnly && session.provider === null) {
    const message = "Sign in with the identity provider yourself before you require it";
    throw new AppError("conflict", message);
  }
}
