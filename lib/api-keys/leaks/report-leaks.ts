import { sql } from "drizzle-orm";
import { type LeakedKey, mailLeaks } from "#lib/api-keys/leaks/leak-mail.ts";
import { leakReason, toShownUrl } from "#lib/api-keys/leaks/leak-source.ts";
import { statusExpression } from "#lib/api-keys/record.ts";
import { findFullKeys, hashFullKeys } from "#lib/api-keys/token.ts";
import { type AuditValues, getSystemAuditValues, insertAudit } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const status = sql.raw(statusExpression);

/** A reported key of ours; `isChanged` where this report was the first. */
interface KnownKey extends LeakedKey {
  /** Index of the report. */
  report: number;
  isChanged: boolean;
}

/**
 * Locks before it changes, so that concurrent reports and revocations see each other. An expired
 * secret revokes nothing: the log says once that it was seen. The reporter's IP address stays out
 * of the merchant's log.
 */
const revokeLeaked = defineStatement<{ reports: string } & AuditValues, KnownKey>(
  "api_key_report_leaks",
  sql`
    with reported as (
      select report, decode(hash, 'hex') as key_hash, reason, url, "auditId" as audit_id
      from json_to_recordset(${value("reports")}::json)
        as report (report int, hash text, reason text, url text, "auditId" text)
    ), known as (
      select r.report, r.reason, r.url, r.audit_id, s.api_key_id, s.generation, s.key_prefix,
        coalesce(s.expires_at > now(), true) as is_good
      from reported r join api_key_secrets s on s.key_hash = r.key_hash
    ), leak as (
      select distinct on (api_key_id) * from known where is_good order by api_key_id, report
    ), locked as (
      select k.id, ${status} as status
      from api_keys k
      where k.id in (select api_key_id from leak) and not k.leaked
      order by k.id
      for no key update of k
    ), changed as (
      update api_keys k
      set leaked = true, revoked_at = coalesce(k.revoked_at, now()),
        revoked_by = case when k.revoked_at is not null then k.revoked_by end,
        revoked_reason = case when k.revoked_at is null then leak.reason else k.revoked_reason end
      from leak join locked on locked.id = leak.api_key_id
      where k.id = leak.api_key_id
      returning k.id, leak.report
    ), ended as (
      select distinct on (known.api_key_id, known.generation) known.*, ${status} as status
      from known join api_keys k on k.id = known.api_key_id
      where not known.is_good and not exists (
        select from audit_events e
        where e.api_key_id = known.api_key_id and e.action = ${value("action")}
          and e.after ->> 'generation' = known.generation::text
      )
    ), event as (
      select leak.audit_id, leak.api_key_id, locked.status as before, jsonb_build_object(
          'status', 'revoked', 'leaked', true, 'reason', leak.reason, 'url', leak.url
        ) as after
      from changed join leak on leak.report = changed.report and leak.api_key_id = changed.id
        join locked on locked.id = changed.id
      union all
      select audit_id, api_key_id, status, jsonb_build_object(
          'status', status, 'secret', 'expired', 'generation', generation, 'url', url
        )
      from ended
    ), written as (${insertAudit(sql`event join api_keys k on k.id = event.api_key_id`, {
      id: sql`event.audit_id`,
      merchantId: sql`k.merchant_id`,
      applicationId: sql`k.application_id`,
      apiKeyId: sql`k.id`,
      before: sql`jsonb_build_object('status', event.before)`,
      after: sql`jsonb_strip_nulls(event.after)`,
    })})
    select distinct on (known.report, k.id)
      known.report, changed.id is not null as "isChanged", k.id, k.merchant_id as "merchantId",
      app.id as "applicationId", app.name as "applicationName", coalesce(known.key_prefix, k.key_prefix) as "keyPrefix",
      k.description, known.url, locked.status = 'revoked' as "wasRevoked"
    from known
      join api_keys k on k.id = known.api_key_id
      join applications app on app.id = k.application_id
      left join locked on locked.id = k.id
      left join changed on changed.id = k.id and changed.report = known.report and known.is_good
    order by known.report, k.id, known.is_good desc`,
);

export interface LeakReport {
  /** A full key, or a text around one or several. */
  text: string;
  /** Where it was found. */
  url?: string | null;
}

/**
 * Revokes every key of ours in the reports and notifies its merchant; a repeat changes nothing. A
 * key revoked for another reason becomes non-restorable.
 * @param reporter completes "reported …", such as `by GitHub`
 * @returns for each report whether it names a key of ours, of whatever status
 */
export async function reportLeaks(
  ctx: Context,
  { reports, reporter }: { reports: readonly LeakReport[]; reporter: string },
): Promise<boolean[]> {
  const rows = reports.flatMap((report, index) => describeReport(ctx, report, index, reporter));
  if (rows.length === 0) return reports.map(() => false);
  return inTransaction(ctx, async (tx) => {
    const known = await revokeLeaked(tx.db, {
      ...getSystemAuditValues(ctx, "api_key.leak_reported"),
      reports: JSON.stringify(rows),
    });
    await mailLeaks(
      tx,
      known.filter(({ isChanged }) => isChanged),
    );
    const ours = new Set(known.map(({ report }) => report));
    return reports.map((_, index) => ours.has(index));
  });
}

/** Only hashes travel to the database. */
function describeReport(ctx: Context, { text, url }: LeakReport, report: number, reporter: string) {
  const { keyPrefix } = ctx.config;
  const shownUrl = toShownUrl(url);
  const hashes = findFullKeys(keyPrefix, text).flatMap((fullKey) =>
    hashFullKeys(ctx.secrets.keyHash, fullKey),
  );
  return hashes.map(({ hash }) => ({
    report,
    hash: hash.toString("hex"),
    reason: leakReason(reporter, shownUrl),
    url: shownUrl,
    auditId: newId("aud"),
  }));
}
