import { eq } from "drizzle-orm";
import { apiKeys } from "#drizzle/schema.ts";
import { requireEmpowerment } from "#lib/api-keys/ceiling.ts";
import { restoreWithinMinutes } from "#lib/api-keys/constants.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { takeKeySlot } from "#lib/api-keys/limit.ts";
import { type ApiKeyRef, lockApiKey } from "#lib/api-keys/lock.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Undoes a revocation within 60 minutes; a key that is not revoked stays as it is. Throws
 * `forbidden`, `not_found`, and `conflict` later, after a leak, or in a full application.
 */
export async function restoreApiKey(ctx: MerchantContext, ref: ApiKeyRef): Promise<ApiKey> {
  requirePermission(ctx, "api-keys:write");
  return inTransaction(ctx, async (tx) => {
    const { id, applicationId, ...key } = await lockApiKey(tx, ref, requireEmpowerment);
    if (key.status !== "revoked") return getApiKey(tx, ref);
    if (key.leaked) {
      throw new AppError("conflict", "This API key was leaked, so it can't be restored");
    }
    if (key.restorableUntil === null) {
      const limit = `${restoreWithinMinutes} minutes`;
      throw new AppError("conflict", `A revocation can only be undone for ${limit}`);
    }
    if (!key.isExpired) await takeKeySlot(tx, applicationId);
    await tx.db
      .update(apiKeys)
      .set({ revokedAt: null, revokedBy: null, revokedReason: null })
      .where(eq(apiKeys.id, id));
    const restored = await getApiKey(tx, ref);
    await recordEvent(tx, {
      action: "api_key.restored",
      applicationId,
      apiKeyId: id,
      before: { status: "revoked", reason: key.revokedReason },
      after: { status: restored.status },
    });
    return restored;
  });
}
