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
import { isSameMetadata } from "#lib/metadata/write.ts";

type Values = Required<Omit<UpdateMerchantBody, "metadata">>;

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
    const isMetadataSame =
      input.metadata === undefined || isSameMetadata(input.metadata, current.metadata);
    if (names.length === 0 && isMetadataSame) return current;
    const pick = (values: UpdateMerchantBody): Partial<Values> =>
      Object.fromEntries(names.map((name) => [name, values[name]]));
    const after = pick(input);
    if (!isMetadataSame || !isTightening(before, after)) requireActiveMerchant(tx);
    requireMet(tx, after);
    await requireFree(tx, names);
    const metadata = isMetadataSame ? {} : { metadata: input.metadata ?? {} };
    await tx.db
      .update(merchants)
      .set({ ...after, ...metadata })
      .where(eq(merchants.id, tx.merchantId));
    await recordEvent(tx, {
      action: "merchant.updated",
      before: { ...pick(before), ...(isMetadataSame ? {} : { metadata: current.metadata }) },
      after: { ...after, ...metadata },
    });
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

/** Throws `conflict` for a policy that the operator has fixed for the merchant. */
async function requireFree(
  { db, merchantId }: MerchantContext,
  names: readonly (keyof Values)[],
): Promise<void> {
  const [merchant] = await db
    .select({ overrides: merchants.overrides })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
  const fixed = Object.entries(merchant?.overrides ?? {}).filter(([, value]) => value !== null);
  if (!fixed.some(([name]) => names.some((changed) => changed === name))) return;
  throw new AppError("conflict", "The operator of this service has fixed this policy");
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
