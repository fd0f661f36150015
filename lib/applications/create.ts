import { eq, sql } from "drizzle-orm";
import { applications, merchants } from "#drizzle/schema.ts";
import { getApplication } from "#lib/applications/get.ts";
import type { Application, CreateApplicationBody } from "#lib/applications/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { refuseTakenExternalId } from "#lib/metadata/external-id.ts";
import { splitMetadata } from "#lib/metadata/schema.ts";
import { recordOperatorMetadata } from "#lib/metadata/write.ts";

/**
 * Creates an application without keys for the caller's merchant. Throws `forbidden`, and `conflict`
 * at the operator's limit for the merchant and for an external id in use.
 */
export async function createApplication(
  ctx: MerchantContext,
  input: CreateApplicationBody & { externalId?: string | null },
): Promise<Application> {
  requirePermission(ctx, "applications:write");
  const { name, environment, externalId = null } = input;
  const id = newId("app");
  return inTransaction(ctx, async (tx) => {
    const { merchantId } = tx;
    await requireRoom(tx);
    const pairs = splitMetadata(input.metadata ?? {});
    await tx.db
      .insert(applications)
      .values({ id, merchantId, name, environment, externalId, ...pairs })
      .catch(refuseTakenExternalId);
    const after = {
      name,
      environment,
      ...(externalId !== null && { externalId }),
      ...(pairs.metadata && { metadata: pairs.metadata }),
    };
    const facts = { action: "application.created", applicationId: id } as const;
    await recordEvent(tx, { ...facts, after });
    await recordOperatorMetadata(tx, facts, { metadata: null, operatorMetadata: null }, pairs);
    return getApplication(tx, { applicationId: id });
  });
}

/** Only a merchant with a limit of its own waits for concurrent creations. */
async function requireRoom({ db, merchantId }: MerchantContext): Promise<void> {
  const isMerchant = eq(merchants.id, merchantId);
  const [merchant] = await db.select().from(merchants).where(isMerchant);
  const limit = merchant?.overrides?.applications ?? null;
  if (limit === null) return;
  await db.select({ id: merchants.id }).from(merchants).where(isMerchant).for("no key update");
  const taken = await db.$count(
    applications,
    sql`${applications.merchantId} = ${merchantId} and ${applications.deletedAt} is null`,
  );
  if (taken < limit) return;
  const problem = `Your company has ${limit} applications, which is its limit`;
  throw new AppError("conflict", `${problem}. Delete one first`);
}
