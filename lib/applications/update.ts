import { and, eq, isNull, sql } from "drizzle-orm";
import { applications } from "#drizzle/schema.ts";
import { getApplication } from "#lib/applications/get.ts";
import type { Application, UpdateApplicationBody } from "#lib/applications/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/** Renames an application. Throws `forbidden`, `not_found`. */
export async function updateApplication(
  ctx: MerchantContext,
  input: UpdateApplicationBody & { applicationId: string },
): Promise<Application> {
  requirePermission(ctx, "applications:write");
  const { applicationId, name } = input;
  return inTransaction(ctx, async (tx) => {
    const mine = and(
      eq(applications.id, applicationId),
      eq(applications.merchantId, ctx.merchantId),
      isNull(applications.deletedAt),
    );
    const [current] = await tx.db
      .select({ name: applications.name })
      .from(applications)
      .where(mine)
      .for("no key update");
    if (!current) throw new AppError("not_found");
    if (current.name !== name) {
      await tx.db.update(applications).set({ name, updatedAt: sql`now()` }).where(mine);
      await recordEvent(tx, {
        action: "application.updated",
        applicationId,
        before: current,
        after: { name },
      });
    }
    return getApplication(tx, { applicationId });
  });
}
