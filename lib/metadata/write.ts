import { eq } from "drizzle-orm";
import { apiKeyLabels } from "#drizzle/schema.ts";
import { type AuditFacts, recordOperatorEvent } from "#lib/audit/record.ts";
import { isOperator, type MerchantContext } from "#lib/context.ts";
import { listLabels } from "#lib/metadata/labels.ts";
import { type Metadata, type StoredMetadata, splitMetadata } from "#lib/metadata/schema.ts";

/**
 * Returns what is to be stored for new pairs. A merchant replaces its own pairs and leaves the
 * operator's as they are; the operator replaces all.
 */
export function replaceMetadata(
  ctx: MerchantContext,
  current: StoredMetadata,
  pairs: Metadata | undefined,
): StoredMetadata {
  const { metadata, operatorMetadata } = current;
  if (pairs === undefined) return { metadata, operatorMetadata };
  const next = splitMetadata(pairs);
  return isOperator(ctx) ? next : { ...next, operatorMetadata };
}

/**
 * Records a change of the operator's own pairs in the log of the installation alone, which no
 * merchant reads. Call it in the transaction of the change.
 */
export async function recordOperatorMetadata(
  ctx: MerchantContext,
  facts: Pick<AuditFacts, "action" | "applicationId" | "apiKeyId">,
  current: StoredMetadata,
  next: StoredMetadata,
): Promise<void> {
  const [before, after] = [current.operatorMetadata ?? {}, next.operatorMetadata ?? {}];
  if (isSameMetadata(before, after)) return;
  const { merchantId } = ctx;
  await recordOperatorEvent(ctx, null, {
    ...facts,
    before: { merchantId, metadata: before },
    after: { merchantId, metadata: after },
  });
}

/** PostgreSQL orders the names of an object by its own rules. */
export function isSameMetadata(one: Metadata | null, other: Metadata | null): boolean {
  const sort = (pairs: Metadata | null) => JSON.stringify(Object.entries(pairs ?? {}).sort());
  return sort(one) === sort(other);
}

/** Replaces the labels of a key in the transaction of `ctx`. */
export async function writeLabels(
  { db }: MerchantContext,
  key: { id: string; applicationId: string },
  tags: readonly string[],
  metadata: StoredMetadata,
): Promise<void> {
  await db.delete(apiKeyLabels).where(eq(apiKeyLabels.apiKeyId, key.id));
  const labels = listLabels(tags, metadata);
  if (labels.length === 0) return;
  const rows = labels.map((label) => ({ ...key, label }));
  await db
    .insert(apiKeyLabels)
    .values(
      rows.map(({ id: apiKeyId, applicationId, label }) => ({ applicationId, label, apiKeyId })),
    );
}
