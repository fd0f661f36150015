import { and, eq, isNull, sql } from "drizzle-orm";
import { applications } from "#drizzle/schema.ts";
import { getApplication } from "#lib/applications/get.ts";
import type { Application, UpdateApplicationBody } from "#lib/applications/schema.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { refuseTakenExternalId } from "#lib/metadata/external-id.ts";
import type { Metadata } from "#lib/metadata/schema.ts";
import { isSameMetadata, recordOperatorMetadata, replaceMetadata } from "#lib/metadata/write.ts";

/** Changes the given fields. Throws `forbidden`, `not_found`, and `conflict` for an external id in use. */
export async function updateApplication(
  ctx: MerchantContext,
  input: UpdateApplicationBody & { applicationId: string; externalId?: string | null },
): Promise<Application> {
  requirePermission(ctx, "applications:write");
  const { applicationId } = input;
  return inTransaction(ctx, async (tx) => {
    const mine = and(
      eq(applications.id, applicationId),
      eq(applications.merchantId, ctx.merchantId),
      isNull(applications.deletedAt),
    );
    const { name, externalId, metadata, operatorMetadata } = applications;
    const [current] = await tx.db
      .select({ name, externalId, metadata, operatorMetadata })
      .from(applications)
      .where(mine)
      .for("no key update");
    if (!current) throw new AppError("not_found");
    const next = {
      name: input.name ?? current.name,
      externalId: input.externalId === undefined ? current.externalId : input.externalId,
      ...replaceMetadata(tx, current, input.metadata),
    };
    const { before, after } = findChanges(current, next);
    const isHiddenChanged = !isSameMetadata(current.operatorMetadata, next.operatorMetadata);
    const facts = { action: "application.updated", applicationId } as const;
    if (Object.keys(after).length > 0 || isHiddenChanged) {
      await tx.db
        .update(applications)
        .set({ ...next, updatedAt: sql`now()` })
        .where(mine)
        .catch(refuseTakenExternalId);
    }
    if (Object.keys(after).length > 0) await recordEvent(tx, { ...facts, before, after });
    await recordOperatorMetadata(tx, facts, current, next);
    return getApplication(tx, { applicationId });
  });
}

interface Shown {
  name: string;
  externalId: string | null;
  metadata: Metadata | null;
}

/** Returns the fields that change, of those that merchants see. */
function findChanges(current: Shown, next: Shown) {
  const isMetadataSame = isSameMetadata(current.metadata, next.metadata);
  const pick = ({ name, externalId, metadata }: Shown) => ({
    ...(current.name !== next.name && { name }),
    ...(current.externalId !== next.externalId && { externalId }),
    ...(!isMetadataSame && { metadata: metadata ?? {} }),
  });
  return { before: pick(current), after: pick(next) };
}
