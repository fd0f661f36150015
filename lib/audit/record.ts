import { auditEvents } from "#drizzle/schema.ts";
import type { AuditAction } from "#lib/audit/schema.ts";
import type { Claim, ClaimedContext, Context, MerchantContext } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";

export interface AuditFacts {
  action: AuditAction;
  applicationId?: string;
  apiKeyId?: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** From where an event came: the columns that a request alone fills. */
export function auditOrigin(ctx: ClaimedContext) {
  return {
    via: ctx.claim.kind,
    sessionId: ctx.claim.sessionId,
    address: ctx.request.address,
    userAgent: ctx.request.userAgent,
    requestId: ctx.request.id,
  };
}

/** The row that an event leaves: who, from where, and what; never a secret. */
export function auditRow(ctx: MerchantContext, facts: AuditFacts) {
  const { merchantId, caller } = ctx;
  const id = newId("aud");
  return { id, merchantId, actorId: caller.userId, ...auditOrigin(ctx), ...facts };
}

/** Writes the row in the transaction of `ctx`, so that no event happens without its record. */
export async function recordEvent(ctx: MerchantContext, facts: AuditFacts): Promise<void> {
  await ctx.db.insert(auditEvents).values(auditRow(ctx, facts));
}

interface Doer {
  merchantId: string;
  userId: string;
  /** Of a session of theirs at another merchant, if they came by one. */
  claim?: Claim | null;
}

/** As `recordEvent`, for a person who has no session at the merchant, such as one who joins it. */
export async function recordPersonEvent(
  ctx: Context,
  { merchantId, userId, claim }: Doer,
  facts: AuditFacts,
): Promise<void> {
  await ctx.db.insert(auditEvents).values({
    id: newId("aud"),
    merchantId,
    actorId: userId,
    via: claim?.kind ?? "portal",
    sessionId: claim?.sessionId,
    address: ctx.request.address,
    userAgent: ctx.request.userAgent,
    requestId: ctx.request.id,
    ...facts,
  });
}

/** As `recordEvent`, for what the product does by itself to something of a merchant's. */
export function recordSystemEvent(ctx: Context, merchantId: string, facts: AuditFacts) {
  return recordImpersonalEvent(ctx, "system", merchantId, facts);
}

/** As `recordEvent`, for what the operator does to a merchant, or to the installation itself. */
export function recordOperatorEvent(ctx: Context, merchantId: string | null, facts: AuditFacts) {
  return recordImpersonalEvent(ctx, "operator", merchantId, facts);
}

async function recordImpersonalEvent(
  ctx: Context,
  actor: "system" | "operator",
  merchantId: string | null,
  facts: AuditFacts,
): Promise<void> {
  await ctx.db.insert(auditEvents).values({
    id: newId("aud"),
    merchantId,
    actorId: actor,
    via: actor,
    address: ctx.request.address,
    userAgent: ctx.request.userAgent,
    requestId: ctx.request.id,
    ...facts,
  });
}
