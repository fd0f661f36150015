import { type SQL, sql } from "drizzle-orm";
import { auditEvents } from "#drizzle/schema.ts";
import type { AuditAction } from "#lib/audit/constants.ts";
import type { Claim, ClaimedContext, Context, MerchantContext } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";

export interface AuditFacts {
  action: AuditAction;
  applicationId?: string;
  apiKeyId?: string;
  /** Never a secret. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Id of the row in `users` that stands for the operator and its service tokens. */
export const operatorId = "operator";

type Row = typeof auditEvents.$inferInsert;
type Actor = Pick<Row, "merchantId" | "actorId" | "via" | "sessionId">;

function toRow({ request, operator }: Context, actor: Actor, facts: AuditFacts): Row {
  const { id: requestId, address, userAgent } = request;
  const onBehalfOf = operator?.onBehalfOf;
  return { id: newId("aud"), ...actor, address, userAgent, requestId, onBehalfOf, ...facts };
}

/** Returns the row of an event that the caller of a request has caused. */
export function toAuditRow(ctx: MerchantContext, facts: AuditFacts): Row {
  const { merchantId, caller, claim } = ctx;
  const { kind: via, sessionId } = claim;
  return toRow(ctx, { merchantId, actorId: caller.userId, via, sessionId }, facts);
}

/** Writes the row in the transaction of `ctx`, so that no event happens without its record. */
export async function recordEvent(ctx: MerchantContext, facts: AuditFacts): Promise<void> {
  await ctx.db.insert(auditEvents).values(toAuditRow(ctx, facts));
}

interface Person {
  merchantId: string;
  userId: string;
  /** Of a session of theirs at another merchant, if they came by one. */
  claim?: Claim | null;
}

/** Like `recordEvent`, for a person without a session at the merchant, such as a new member. */
export async function recordPersonEvent(
  ctx: Context,
  { merchantId, userId, claim }: Person,
  facts: AuditFacts,
): Promise<void> {
  const { kind: via = "portal", sessionId } = claim ?? {};
  const actor = { merchantId, actorId: userId, via, sessionId };
  await ctx.db.insert(auditEvents).values(toRow(ctx, actor, facts));
}

/** Like `recordEvent`, for automatic actions on a merchant's data. */
export async function recordSystemEvent(ctx: Context, merchantId: string, facts: AuditFacts) {
  const actor = { merchantId, actorId: "system", via: "system" } as const;
  await ctx.db.insert(auditEvents).values(toRow(ctx, actor, facts));
}

/** Like `recordEvent`, for the operator's actions on a merchant or the installation. */
export async function recordOperatorEvent(
  ctx: Context,
  merchantId: string | null,
  facts: AuditFacts,
) {
  const sessionId = ctx.operator?.serviceTokenId;
  const actor = { merchantId, actorId: operatorId, via: "operator", sessionId } as const;
  await ctx.db.insert(auditEvents).values(toRow(ctx, actor, facts));
}

const value = sql.placeholder;

/** Values of a statement with `insertAudit`. */
export interface AuditValues {
  auditId: string;
  action: AuditAction;
  actorId: string | null;
  via: Row["via"];
  sessionId: string | null;
  address: string | null;
  userAgent: string | null;
  requestId: string;
  onBehalfOf: string | null;
}

/** Returns a statement's event columns that describe the request. */
export function getAuditValues(
  { claim, request, operator }: ClaimedContext,
  action: AuditAction,
  actorId: string | null,
): AuditValues {
  const { id: requestId, address, userAgent } = request;
  const { kind: via, sessionId } = claim;
  const onBehalfOf = operator?.onBehalfOf ?? null;
  const who = { actorId, via, sessionId, onBehalfOf };
  return { auditId: newId("aud"), action, ...who, address, userAgent, requestId };
}

/** Like `getAuditValues`, for automatic actions; omits the caller. */
export function getSystemAuditValues({ request }: Pick<Context, "request">, action: AuditAction) {
  return {
    auditId: newId("aud"),
    action,
    actorId: "system",
    via: "system",
    sessionId: null,
    address: null,
    userAgent: null,
    requestId: request.id,
    onBehalfOf: null,
  } satisfies AuditValues;
}

interface AuditColumns {
  merchantId: SQL;
  applicationId: SQL;
  apiKeyId: SQL;
  before?: SQL;
  after: SQL;
  /** For statements that write several events, or find the actor themselves. */
  id?: SQL;
  actorId?: SQL;
}

/** The INSERT of an event for each row of `source`, as part of a statement with `AuditValues`. */
export function insertAudit(source: SQL, columns: AuditColumns): SQL {
  const { id = sql`${value("auditId")}`, actorId = sql`${value("actorId")}` } = columns;
  const { merchantId, applicationId, apiKeyId, before = sql`null::jsonb`, after } = columns;
  return sql`
    insert into audit_events (
      id, merchant_id, action, actor_id, via, session_id, address, user_agent, request_id,
      on_behalf_of, application_id, api_key_id, before, after
    )
    select ${id}, ${merchantId}, ${value("action")}, ${actorId}, ${value("via")},
      ${value("sessionId")}, ${value("address")}::inet, ${value("userAgent")},
      ${value("requestId")}, ${value("onBehalfOf")}, ${applicationId}, ${apiKeyId}, ${before}, ${after}
    from ${source}`;
}
