import { eq, sql } from "drizzle-orm";
import { applications } from "#drizzle/schema.ts";
import { getApplication } from "#lib/applications/get.ts";
import { lockApplication } from "#lib/applications/lock.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Deletes an application; its inactive keys are kept on record. Throws `forbidden`, `not_found`,
 * and `conflict` while there are active keys.
 */
export async function deleteApplication(
  ctx: MerchantContext,
  input: { applicationId: string },
): Promise<void> {
  requirePermission(ctx, "applications:write");
  const { applicationId } = input;
  await inTransaction(ctx, async (tx) => {
    await lockApplication(tx, applicationId);
    // Read under the lock, so that no key is created between the count and the deletion.
    const { name, environment, activeKeys } = await getApplication(tx, input);
    if (activeKeys > 0) {
      const keys = activeKeys === 1 ? "1 active API key" : `${activeKeys} active API keys`;
      throw new AppError("conflict", `This application has ${keys}. Revoke them first`);
    }
    await tx.db
      .update(applications)
      .set({ deletedAt: sql`now()`, updatedAt: sql`now()` })
      .where(eq(applications.id, applicationId));
    await recordEvent(tx, {
      action: "application.deleted",
      applicationId,
      before: { name, environment },
    });
  });
}
