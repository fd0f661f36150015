import { type SQL, sql } from "drizzle-orm";
import { type AuditAction, securityActions } from "#lib/audit/constants.ts";
import { operatorId } from "#lib/audit/record.ts";
import type { AuditEvent, AuditFilters } from "#lib/audit/schema.ts";
import type { MerchantContext } from "#lib/context.ts";
import { pastTheLastId, smallestIdAt } from "#lib/ids.ts";
import { defineStatement, type Statement, toColumns, wireTime } from "#lib/statement.ts";

interface Values {
  merchantId: string;
  limit: number;
  /** The id that the page starts below. */
  before: string;
  applicationId?: string;
  keyId?: string;
  actor?: string;
  action?: AuditAction;
  /** Seconds since 1970. */
  from?: number;
  to?: number;
  /** The smallest id that an event since `from` can have. */
  firstId?: string;
}

const columns = toColumns({
  id: "e.id",
  action: "e.action",
  actor: `json_build_object('id', e.actor_id, 'email', coalesce(e.on_behalf_of, u.email),
    'name', case when e.actor_id = '${operatorId}' then svc.name else u.name end)`,
  via: "e.via",
  sessionId: "e.session_id",
  applicationId: "e.application_id",
  applicationName: "app.name",
  keyId: "e.api_key_id",
  keyDescription: "k.description",
  keyPrefix: "k.key_prefix",
  address: "host(e.address)",
  userAgent: "e.user_agent",
  requestId: "e.request_id",
  before: "e.before",
  after: "e.after",
  createdAt: wireTime("e.created_at"),
} satisfies Record<keyof AuditEvent, string>);

const value = sql.placeholder;

/** Another merchant's application or key matches nothing, without reading any event. */
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

const statements = new Map<string, Statement<Values, AuditEvent>>();

/** Each combination of filters has a statement of its own, and with it a plan that suits it. */
function getStatement(filters: AuditFilters) {
  const given = names.filter((name) => filters[name] !== undefined);
  const isOfCategory = filters.category !== undefined;
  const name = ["audit_events", ...(isOfCategory ? ["security"] : []), ...given].join("_");
  const known = statements.get(name);
  if (known) return known;
  const further = given.map((filter) => conditions[filter]);
  if (isOfCategory) further.push(sql`and e.action = wanted.action`);
  const newest = selectNewest(sql.join(further, sql` `));
  const statement = defineStatement<Values, AuditEvent>(
    name,
    sql`
      select ${columns}
      from (${isOfCategory ? selectNewestSecurityEvents(newest) : newest}) e
      left join users u on u.id = e.actor_id
      left join service_tokens svc on svc.id = e.session_id and e.actor_id = '${sql.raw(operatorId)}'
      left join applications app on app.id = e.application_id
      left join api_keys k on k.id = e.api_key_id
      order by e.id desc`,
  );
  statements.set(name, statement);
  return statement;
}

const selectNewest = (further: SQL) => sql`
  select * from audit_events e
  where e.merchant_id = ${value("merchantId")} and e.id < ${value("before")} ${further}
  order by e.id desc
  limit ${value("limit")}`;

/** Reads the index of each action in turn: as cheap in a log with few of them as in any other. */
const selectNewestSecurityEvents = (newest: SQL) => sql`
  select e.*
  from unnest(array[${sql.raw(securityActions.map((action) => `'${action}'`).join(", "))}])
    as wanted (action)
  cross join lateral (${newest}) e
  order by e.id desc
  limit ${value("limit")}`;

/** Ids come from the servers' clocks and timestamps from the database's; the two may differ. */
const clockSkewMs = 3600 * 1000;

/** Returns the merchant's newest events that match the filters and whose id is below `before`. */
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
  const values: Values = {
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
  return getStatement(filters)(ctx.db, values);
}
