import { eq } from "drizzle-orm";
import { auditEvents, memberships } from "#drizzle/schema.ts";
import type { AuditAction } from "#lib/audit/schema.ts";
import type { Context } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";

/** As `recordEvent`, for what a person does without a session: at each of their companies. */
export async function recordAccountEvent(
  { db, request }: Context,
  userId: string,
  action: AuditAction,
): Promise<void> {
  const rows = await db
    .select({ merchantId: memberships.merchantId })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  if (rows.length === 0) return;
  const { address, userAgent, id: requestId } = request;
  const event = { action, actorId: userId, via: "portal", address, userAgent, requestId } as const;
  await db
    .insert(auditEvents)
    .values(rows.map(({ merchantId }) => ({ id: newId("aud"), merchantId, ...event })));
}
