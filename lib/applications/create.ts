import { applications } from "#drizzle/schema.ts";
import type { Application, CreateApplicationBody } from "#lib/applications/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { toMoment } from "#lib/moment.ts";

/** Creates an application without keys for the caller's merchant. Throws `forbidden`. */
export async function createApplication(
  ctx: MerchantContext,
  input: CreateApplicationBody,
): Promise<Application> {
  requirePermission(ctx, "applications:write");
  const { name, environment } = input;
  const id = newId("app");
  const row = await inTransaction(ctx, async (tx) => {
    const [inserted] = await tx.db
      .insert(applications)
      .values({ id, merchantId: ctx.merchantId, name, environment })
      .returning({ createdAt: applications.createdAt, updatedAt: applications.updatedAt });
    if (!inserted) throw new Error("the application was not inserted");
    const after = { name, environment };
    await recordEvent(tx, { action: "application.created", applicationId: id, after });
    return inserted;
  });
  return {
    id,
    name,
    environment,
    activeKeys: 0,
    createdAt: toMoment(row.createdAt),
    updatedAt: toMoment(row.updatedAt),
  };
}
