import { eq } from "drizzle-orm";
import { merchants } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import type { OperatorContext } from "#lib/context.ts";
import { createMerchant } from "#lib/merchants/create.ts";
import { refuseTakenExternalId } from "#lib/metadata/external-id.ts";
import { splitMetadata } from "#lib/metadata/schema.ts";
import type { Replayable } from "#lib/operation.ts";
import { getMerchantForOperator } from "#lib/operator/get-merchant.ts";
import { once } from "#lib/operator/once.ts";
import { mergeOverrides, toPolicy } from "#lib/operator/overrides.ts";
import type { OperatorCreateMerchantBody, OperatorMerchant } from "#lib/operator/schema.ts";

/**
 * Creates a merchant, with an owner if an email is given. Throws `bad_request`, and `conflict` for an
 * external id in use and for an owner whose email isn't confirmed.
 */
export async function createMerchantForOperator(
  ctx: OperatorContext,
  input: OperatorCreateMerchantBody,
  { idempotencyKey }: { idempotencyKey: string | null },
): Promise<Replayable<OperatorMerchant>> {
  const request = ["operatorCreateMerchant", input];
  return once(ctx, idempotencyKey, request, async (tx) => {
    const { name, ownerEmail, externalId = null, metadata = {} } = input;
    const overrides = mergeOverrides(tx.config, null, input.overrides);
    const { id: merchantId } = await createMerchant(tx, { name, ownerEmail });
    const pairs = splitMetadata(metadata);
    await tx.db
      .update(merchants)
      .set({ externalId, overrides, ...pairs, ...toPolicy(overrides ?? {}) })
      .where(eq(merchants.id, merchantId))
      .catch(refuseTakenExternalId);
    if (pairs.operatorMetadata) {
      await recordOperatorEvent(tx, null, {
        action: "merchant.created",
        after: { merchantId, metadata: pairs.operatorMetadata },
      });
    }
    return getMerchantForOperator(tx, { merchantId });
  });
}
