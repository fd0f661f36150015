import { readAuditEvents } from "#lib/audit/read.ts";
import type { AuditEvent, ListAuditEventsQuery } from "#lib/audit/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page } from "#lib/schema.ts";

/**
 * Lists the events of the caller's merchant, newest first. Throws `forbidden`, and `bad_request`
 * for a cursor of another list.
 */
export async function listAuditEvents(
  ctx: MerchantContext,
  input: ListAuditEventsQuery,
): Promise<Page<AuditEvent>> {
  requirePermission(ctx, "audit:read");
  const { limit, cursor: _, ...filters } = input;
  const { applicationId, keyId, actor, action, from, to, category } = filters;
  const asked = [applicationId, keyId, actor, action, from, to, ...(category ? [category] : [])];
  const list = JSON.stringify(["audit-events", ...asked]);
  const before = openCursor(ctx, list, input);
  const events = await readAuditEvents(ctx, filters, { before, limit: limit + 1 });
  return toPage(ctx, list, events, limit);
}
