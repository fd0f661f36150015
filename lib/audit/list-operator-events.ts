import { type SQL, sql } from "drizzle-orm";
import { type AuditAction, securityActions } from "#lib/audit/constants.ts";
import type { Context } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { toMoment } from "#lib/moment.ts";

export const listedOperatorEvents = 100;

export interface OperatorEvent {
  id: string;
  action: AuditAction;
  actorId: string;
  actorEmail: string | null;
  /** Null for an event of the installation itself. */
  merchantId: string | null;
  merchantName: string | null;
  applicationId: string | null;
  keyId: string | null;
  sessionId: string | null;
  /** Name of the service token that was used. */
  serviceToken: string | null;
  /** Email of the operator's person, as the service said. */
  onBehalfOf: string | null;
  address: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  requestId: string;
  createdAt: string;
}

export interface OperatorEventFilters {
  /** Security events instead of the operator's actions. */
  isSecurity: boolean;
  merchantId?: string;
  /** Only events with a smaller id. */
  before?: string;
}

type Row = OperatorEvent & Record<string, unknown>;

/**
 * Lists the newest actions of the operator, or security events, of the installation and all
 * merchants, or of one. Selects by merchant, because the log is indexed that way.
 */
export async function listOperatorEvents(
  { db }: Context,
  { isSecurity, merchantId, before = pastTheLastId }: OperatorEventFilters,
): Promise<OperatorEvent[]> {
  const limit = listedOperatorEvents;
  const column = sql.raw(isSecurity ? "action" : "actor_id");
  const wanted = isSecurity ? securityActions : ["operator"];
  const selectNewest = (merchant: SQL) => sql`
    select * from audit_events
    where ${merchant} and ${column} = wanted.value and id < ${before}
    order by id desc limit ${limit}`;
  const ofInstallation = sql`
    select of_installation.* from wanted
    cross join lateral (${selectNewest(sql`merchant_id is null`)}) of_installation`;
  const ofMerchants = sql`
    select of_merchant.* from wanted
    cross join merchants
    cross join lateral (${selectNewest(sql`merchant_id = merchants.id`)}) of_merchant
    where ${merchantId === undefined ? sql`true` : sql`merchants.id = ${merchantId}`}`;
  const rows = await db.execute<Row>(sql`
    with wanted (value) as (select value from json_array_elements_text(${JSON.stringify(wanted)}))
    select e.id, e.action, e.actor_id as "actorId", u.email as "actorEmail",
      e.merchant_id as "merchantId", m.name as "merchantName",
      e.application_id as "applicationId", e.api_key_id as "keyId", e.session_id as "sessionId",
      svc.name as "serviceToken", e.on_behalf_of as "onBehalfOf",
      host(e.address) as address, e.before, e.after, e.request_id as "requestId",
      e.created_at as "createdAt"
    from (${merchantId === undefined ? sql`(${ofInstallation}) union all (${ofMerchants})` : ofMerchants}) e
    left join merchants m on m.id = e.merchant_id
    left join users u on u.id = e.actor_id
    left join service_tokens svc on svc.id = e.session_id
    order by e.id desc limit ${limit}`);
  return rows.map((row) => ({ ...row, createdAt: toMoment(row.createdAt) }));
}
