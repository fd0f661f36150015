import { requireCeiling } from "#lib/api-keys/ceiling.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { type ApiKeyRef, lockApiKey } from "#lib/api-keys/lock.ts";
import { endRotation } from "#lib/api-keys/rotation/end-rotation.ts";
import { settleRotation } from "#lib/api-keys/rotation/settle-rotations.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import type { AuditAction } from "#lib/audit/constants.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/** Stops the previous secret at once. Throws `forbidden`, `not_found`, `conflict`. */
export function finishRotation(ctx: MerchantContext, ref: ApiKeyRef): Promise<ApiKey> {
  return decideRotation(ctx, ref, "next", "api_key.rotation_finished");
}

/** Stops the new secret at once; the key is as before. Throws `forbidden`, `not_found`, `conflict`. */
export function cancelRotation(ctx: MerchantContext, ref: ApiKeyRef): Promise<ApiKey> {
  return decideRotation(ctx, ref, "previous", "api_key.rotation_cancelled");
}

async function decideRotation(
  ctx: MerchantContext,
  ref: ApiKeyRef,
  survivor: "next" | "previous",
  action: AuditAction,
): Promise<ApiKey> {
  requirePermission(ctx, "api-keys:write");
  return inTransaction(ctx, async (tx) => {
    const key = await lockApiKey(tx, ref, requireCeiling);
    const { id, applicationId, keyPrefix, rotationGeneration } = key;
    if (rotationGeneration === null || (await settleRotation(tx, id))) {
      throw new AppError("conflict", "No rotation of this API key is in progress");
    }
    const survivingPrefix = await endRotation(tx, { id, rotationGeneration }, survivor);
    await recordEvent(tx, {
      action,
      applicationId,
      apiKeyId: id,
      before: { keyPrefix },
      after: { keyPrefix: survivingPrefix },
    });
    return getApiKey(tx, ref);
  });
}
