import { type SQL, sql } from "drizzle-orm";
import {
  type AuditAction,
  type AuditEvent,
  type AuditFilters,
  securityActions,
} from "#lib/audit/schema.ts";
import type { MerchantContext, SessionKind } from "#lib/context.ts";
import { pastTheLastId, smallestIdAt } from "#lib/ids.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";

interface AuditRecord extends Omit<AuditEvent, "actor"> {
  action: AuditAction;
  actorId: string;
  actorEmail: string | null;
  actorName: string | null;
  via: SessionKind | "api_key" | "system" | "operator";
}

const value = sql.placeholder;

/** Somebody else's application or key is known as such before a single event is looked at. */
const conditions = {
  applicationId: sql`
    and e.application_id = ${value("applicationId")} and exists (
      select from applications
      where id = ${value("applicationId")} and merchant_id = ${value("merchantId")}
    )`,
  keyId: sql`
    and e.api_key_id = ${value("keyId")} and exists (
      select from api_keys where id = ${value("keyId")} and merchant_id = ${value("merchantId")}
    )`,
  actor: sql`and e.actor_id = ${value("actor")}`,
  action: sql`and e.action = ${value("action")}`,
  from: sql`and e.id >= ${value("firstId")} and e.created_at >= to_timestamp(${value("from")})`,
  to: sql`and e.created_at < to_timestamp(${value("to")})`,
} satisfies Record<Exclude<keyof AuditFilters, "category">, unknown>;
const names = Object.keys(conditions) as (keyof typeof conditions)[];

const statements = new Map<string, ReturnType<typeof defineStatement<AuditRecord>>>();

/** A statement for each combination of filters, so that each has the plan that suits it. */
function statementFor(filters: AuditFilters) {
  const given = names.filter((name) => filters[name] !== undefined);
  const isOfCategory = filters.category !== undefined;
  const name = ["audit_events", ...(isOfCategory ? ["security"] : []), ...given].join("_");
  const known = statements.get(name);
  if (known) return known;
  const further = given.map((filter) => conditions[filter]);
  if (isOfCategory) further.push(sql`and e.action = wanted.action`);
  const newest = newestOf(sql.join(further, sql` `));
  const statement = defineStatement<AuditRecord>(
    name,
    sql`
      select e.id, e.action, e.actor_id as "actorId", u.email as "actorEmail", u.name as "actorName", e.via,
        e.session_id as "sessionId", e.application_id as "applicationId",
        app.name as "applicationName", e.api_key_id as "keyId",
        k.description as "keyDescription", k.key_prefix as "keyPrefix",
        host(e.address) as address, e.user_agent as "userAgent", e.request_id as "requestId",
        e.before, e.after, e.created_at as "createdAt"
      from (${isOfCategory ? newestSecurityEvents(newest) : newest}) e
      left join users u on u.id = e.actor_id
      left join applications app on app.id = e.application_id
      left join api_keys k on k.id = e.api_key_id
      order by e.id desc`,
  );
  statements.set(name, statement);
  return statement;
}

const newestOf = (further: SQL) => sql`
  select * from audit_events e
  where e.merchant_id = ${value("merchantId")} and e.id < ${value("before")} ${further}
  order by e.id desc
  limit ${value("limit")}`;

/** From the index of each action in turn: as cheap in a log that has few of them as in any other. */
const newestSecurityEvents = (newest: SQL) => sql`
  select e.*
  from unnest(array[${sql.raw(securityActions.map((action) => `'${action}'`).join(", "))}])
    as wanted (action)
  cross join lateral (${newest}) e
  order by e.id desc
  limit ${value("limit")}`;

/** Ids are made on the servers' clocks and moments on the database's, which may differ a little. */
const clockSkewMs = 3600 * 1000;

/** The merchant's newest events that the filters let through and whose id is below `before`. */
export async function readAuditEvents(
  ctx: MerchantContext,
  filters: AuditFilters,
  { before = pastTheLastId, limit }: { before?: string; limit: number },
): Promise<AuditEvent[]> {
  const { applicationId, keyId, actor, action, category } = filters;
  if (category !== undefined && action !== undefined) {
    if (!securityActions.some((known) => known === action)) return [];
    return readAuditEvents(ctx, { ...filters, category: undefined }, { before, limit });
  }
  const values: Record<string, unknown> = {
    merchantId: ctx.merchantId,
    limit,
    before,
    ...(applicationId !== undefined && { applicationId }),
    ...(keyId !== undefined && { keyId }),
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
  };
  if (filters.from !== undefined) {
    const from = Date.parse(filters.from);
    values.from = from / 1000;
    values.firstId = smallestIdAt("aud", from - clockSkewMs);
  }
  if (filters.to !== undefined) {
    const to = Date.parse(filters.to);
    values.to = to / 1000;
    const pastTheWindow = smallestIdAt("aud", to + clockSkewMs);
    if (pastTheWindow < before) values.before = pastTheWindow;
  }
  const rows = await statementFor(filters)(ctx.db, values);
  return rows.map(toAuditEvent);
}

function toAuditEvent(record: AuditRecord): AuditEvent {
  return {
    id: record.id,
    action: record.action,
    actor: { id: record.actorId, email: record.actorEmail, name: record.actorName },
    via: record.via,
    sessionId: record.sessionId,
    applicationId: record.applicationId,
    applicationName: record.applicationName,
    keyId: record.keyId,
    keyDescription: record.keyDescription,
    keyPrefix: record.keyPrefix,
    address: record.address,
    userAgent: record.userAgent,
    requestId: record.requestId,
    before: record.before,
    after: record.after,
    createdAt: toMoment(record.createdAt),
  };
}
