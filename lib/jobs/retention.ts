import { type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import * as schema from "#drizzle/schema.ts";
import type { Config } from "#lib/config.ts";
import type { Context } from "#lib/context.ts";
import { log } from "#lib/log.ts";

type Schema = typeof schema;
type TableName = {
  [Name in keyof Schema]: Schema[Name] extends PgTable ? Name : never;
}[keyof Schema];

/** Why rows of a table never become too many, or which ones are deleted. */
type Rule =
  /** As many as there are merchants, people, applications and what they set up. */
  | { kind: "bounded" }
  /** Something else deletes them. */
  | { kind: "elsewhere"; by: string }
  /** Grows for as long as the installation lives, on purpose. */
  | { kind: "forever"; because: string }
  /** Rows that meet the condition are deleted once a day; null for none. */
  | { kind: "outdated"; isOutdated(limits: Config["retention"]): SQL | null };

const bounded: Rule = { kind: "bounded" };
const before = (unit: "months" | "days", count: number) =>
  sql`now() - make_interval(${sql.raw(unit)} => ${count}::int)`;

/** SQL for the end of the key `k`: its revocation or its expiry. */
const keyEnd = sql.raw("least(k.revoked_at, k.expires_at)");

const outdated = (setting: keyof Config["retention"], condition: (since: SQL) => SQL): Rule => ({
  kind: "outdated",
  isOutdated: (limits) => {
    const limit = limits[setting];
    return limit === null
      ? null
      : condition(before(setting.endsWith("Months") ? "months" : "days", limit));
  },
});

/** Rows of `table` whose key has ended. */
const ofEndedKey = (table: string, or?: (since: SQL) => SQL): Rule =>
  outdated("endedKeysMonths", (since) => {
    const hasEnded = sql`exists (
      select from api_keys k where k.id = ${sql.raw(table)}.api_key_id and ${keyEnd} < ${since})`;
    return or ? sql`(${hasEnded} or ${or(since)})` : hasEnded;
  });

/** One rule for each table, in the order of deletion: what refers to a row goes before that row. */
export const retention: Record<TableName, readonly Rule[]> = {
  apiKeyUsageDays: [
    outdated("usageMonths", (since) => sql`day < (${since})::date`),
    ofEndedKey("api_key_usage_days"),
  ],
  apiKeyReminders: [ofEndedKey("api_key_reminders")],
  idempotencyRecords: [
    outdated("idempotencyDays", (since) => sql`created_at < ${since}`),
    ofEndedKey("idempotency_records"),
  ],
  operatorRequests: [outdated("idempotencyDays", (since) => sql`created_at < ${since}`)],
  apiKeyLabels: [{ kind: "elsewhere", by: "the deletion of their key" }],
  apiKeySecrets: [
    ofEndedKey(
      "api_key_secrets",
      (since) => sql`(expires_at < ${since} and generation < (
        select max(s.generation) from api_key_secrets s
        where s.api_key_id = api_key_secrets.api_key_id))`,
    ),
  ],
  apiKeys: [
    outdated(
      "endedKeysMonths",
      (since) => sql`least(revoked_at, expires_at) < ${since}
        and not exists (select from api_key_secrets x where x.api_key_id = api_keys.id)
        and not exists (select from api_key_usage_days x where x.api_key_id = api_keys.id)
        and not exists (select from api_key_reminders x where x.api_key_id = api_keys.id)
        and not exists (select from idempotency_records x where x.api_key_id = api_keys.id)`,
    ),
  ],
  sessions: [
    outdated("endedSessionsDays", (since) => sql`least(expires_at, idle_expires_at) < ${since}`),
  ],
  mailedTokens: [outdated("endedSessionsDays", (since) => sql`expires_at < ${since}`)],
  invitations: [outdated("invitationsMonths", (since) => sql`expires_at < ${since}`)],
  pageVotes: [outdated("pageVotesMonths", (since) => sql`updated_at < ${since}`)],
  refreshTokens: [{ kind: "elsewhere", by: "the end of their session" }],
  passkeyChallenges: [{ kind: "elsewhere", by: "forgetChallenges" }],
  knownDevices: [{ kind: "elsewhere", by: "forgetDevices" }],
  passwordResetRequests: [{ kind: "elsewhere", by: "mailPasswordResets" }],
  rateLimits: [{ kind: "elsewhere", by: "clearExpired" }],
  verifierLeases: [{ kind: "elsewhere", by: "verifiers" }],
  auditEvents: [{ kind: "elsewhere", by: "the operator's `audit archive`" }],
  auditSeals: [{ kind: "forever", because: "they prove that the audit log is whole" }],
  merchants: [bounded],
  users: [bounded],
  memberships: [bounded],
  identities: [bounded],
  totpSecrets: [bounded],
  recoveryCodes: [bounded],
  passkeys: [bounded],
  applications: [bounded],
  serviceTokens: [bounded],
  signingKeys: [bounded],
  secretChecks: [bounded],
};

const tables: Record<string, unknown> = schema;

/** Size of the part of a table that one statement looks through, to stay below the timeout. */
const partBytes = 16 * 1024 * 1024;

/**
 * Deletes what the operator's configuration no longer keeps, each rule even if another one fails.
 */
export async function deleteOutdated(ctx: Context): Promise<void> {
  for (const [name, rules] of Object.entries(retention)) {
    const table = getTableConfig(tables[name] as PgTable).name;
    for (const rule of rules) {
      const condition = rule.kind === "outdated" ? rule.isOutdated(ctx.config.retention) : null;
      if (!condition) continue;
      await deleteWhere(ctx, table, condition).then(
        (rows) => rows > 0 && log.info({ table, rows }, "outdated rows deleted"),
        (err) => log.error({ err, table, requestId: ctx.request.id }, "outdated rows stay"),
      );
    }
  }
}

/** Looks through the table by its pages on disk, part by part: that needs no index. */
async function deleteWhere({ db }: Context, table: string, condition: SQL): Promise<number> {
  const [size] = await db.execute<{ pages: number; part: number }>(sql`
    select (pg_relation_size(${table}::regclass) / page)::float8 as pages,
      greatest(1, ${partBytes} / page)::float8 as part
    from (select current_setting('block_size')::bigint as page) setting`);
  let rows = 0;
  for (let page = 0; size && page < size.pages; page += size.part) {
    const { count } = await db.execute(sql`
      delete from ${sql.raw(table)}
      where ctid >= ${`(${page},0)`}::tid and ctid < ${`(${page + size.part},0)`}::tid
        and (${condition})`);
    rows += count;
  }
  return rows;
}
