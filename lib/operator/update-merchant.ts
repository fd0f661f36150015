import { eq } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { inTransaction, type OperatorContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { merchantClosed } from "#lib/merchants/require.ts";
import { refuseTakenExternalId } from "#lib/metadata/external-id.ts";
import { splitMetadata } from "#lib/metadata/schema.ts";
import { isSameMetadata } from "#lib/metadata/write.ts";
import { getMerchantForOperator } from "#lib/operator/get-merchant.ts";
import { mergeOverrides, toPolicy } from "#lib/operator/overrides.ts";
import type { OperatorMerchant, OperatorUpdateMerchantBody } from "#lib/operator/schema.ts";

type Row = typeof merchants.$inferSelect;

/**
 * Changes the given fields of a merchant. Policies among the overrides become the merchant's own,
 * which it can't change while they are set. Throws `bad_request`, `not_found`, and `conflict` for an
 * external id in use and a closed merchant.
 */
export async function updateMerchantForOperator(
  ctx: OperatorContext,
  input: OperatorUpdateMerchantBody & { merchantId: string },
): Promise<OperatorMerchant> {
  const { merchantId } = input;
  const isMerchant = eq(merchants.id, merchantId);
  await inTransaction(ctx, async (tx) => {
    const [current] = await tx.db.select().from(merchants).where(isMerchant).for("no key update");
    if (!current) throw new AppError("not_found");
    if (current.closedAt) throw merchantClosed();
    const { metadata, operatorMetadata } = current;
    const pairs = input.metadata ? splitMetadata(input.metadata) : { metadata, operatorMetadata };
    const next = {
      name: input.name ?? current.name,
      externalId: input.externalId === undefined ? current.externalId : input.externalId,
      overrides: mergeOverrides(tx.config, current.overrides, input.overrides),
      ...pairs,
      ...toPolicy(input.overrides ?? {}),
    };
    const { before, after } = findChanges(current, { ...current, ...next });
    const isHiddenChanged = !isSameMetadata(operatorMetadata, pairs.operatorMetadata);
    if (Object.keys(after).length === 0 && !isHiddenChanged) return;
    await tx.db.update(merchants).set(next).where(isMerchant).catch(refuseTakenExternalId);
    const action = "merchant.updated";
    if (Object.keys(after).length > 0) {
      await recordOperatorEvent(tx, merchantId, { action, before, after });
    }
    if (isHiddenChanged) {
      await recordOperatorEvent(tx, null, {
        action,
        before: { merchantId, metadata: operatorMetadata ?? {} },
        after: { merchantId, metadata: pairs.operatorMetadata ?? {} },
      });
    }
  });
  return getMerchantForOperator(ctx, { merchantId });
}

/** Returns the fields that change, of those that merchants see. */
function findChanges(current: Row, next: Row) {
  const isMetadataSame = isSameMetadata(current.metadata, next.metadata);
  const policies = [
    "requireSecondFactor",
    "singleSignOnOnly",
    "longestLifeOfLiveKeysDays",
  ] as const;
  const changed = policies.filter((name) => current[name] !== next[name]);
  const overrides = JSON.stringify(current.overrides) !== JSON.stringify(next.overrides);
  const pick = (row: Row) => ({
    ...(current.name !== next.name && { name: row.name }),
    ...(current.externalId !== next.externalId && { externalId: row.externalId }),
    ...(!isMetadataSame && { metadata: row.metadata ?? {} }),
    ...(overrides && { overrides: row.overrides ?? {} }),
    ...Object.fromEntries(changed.map((name) => [name, row[name]])),
  });
  return { before: pick(current), after: pick(next) };
}
