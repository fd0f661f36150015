import { readAuditEvents } from "#lib/audit/read.ts";
import { recordEvent } from "#lib/audit/record.ts";
import type { AuditEvent, AuditFilters, ExportAuditEventsQuery } from "#lib/audit/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";

const pageSize = 1000;

/**
 * Exports the events that match the filters, newest first, page by page: between pages the database
 * holds nothing, however slow the reader. The export is an event too. Throws `forbidden`.
 */
export async function exportAuditEvents(
  ctx: MerchantContext,
  input: ExportAuditEventsQuery,
): Promise<AsyncIterable<AuditEvent[]>> {
  requirePermission(ctx, "audit:read");
  const { format: _, ...filters } = input;
  await recordEvent(ctx, { action: "audit_log.exported", after: input });
  return pagesFrom(ctx, filters, await readAuditEvents(ctx, filters, { limit: pageSize }));
}

async function* pagesFrom(ctx: MerchantContext, filters: AuditFilters, first: AuditEvent[]) {
  let page = first;
  let last = page.at(-1);
  while (last) {
    yield page;
    if (page.length < pageSize) return;
    page = await readAuditEvents(ctx, filters, { before: last.id, limit: pageSize });
    last = page.at(-1);
  }
}
