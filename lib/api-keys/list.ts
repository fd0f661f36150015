import { type SQL, sql } from "drizzle-orm";
import {
  type ApiKeyRecord,
  apiKeyColumns,
  statusConditions,
  toApiKey,
} from "#lib/api-keys/record.ts";
import type { ApiKey, KeySort, KeyStatus, ListApiKeysQuery } from "#lib/api-keys/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page } from "#lib/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

/** A page goes on where the row of the cursor stands; each order has an index. */
const orders: Record<KeySort, { by: string; after: SQL }> = {
  newest: { by: "k.id desc", after: sql`k.id < ${value("cursor")}` },
  oldest: { by: "k.id", after: sql`k.id > ${value("cursor")}` },
  description: { by: "lower(k.description), k.id", after: rowAfter("lower(k.description)") },
  expiry: {
    by: "coalesce(k.expires_at, 'infinity'), k.id",
    after: rowAfter("coalesce(k.expires_at, 'infinity')"),
  },
};

function rowAfter(expression: string): SQL {
  const ofCursor = sql`select ${sql.raw(expression)} from api_keys k where k.id = ${value("cursor")}`;
  return sql`(${sql.raw(expression)}, k.id) > ((${ofCursor}), ${value("cursor")})`;
}

/** As the index of the search has it; trigrams need three characters. */
const searched = sql.raw("(k.description || ' ' || k.key_prefix)");
const shortestIndexed = 3;
/** More matches than this are so common that walking along the order meets them soon. */
const rareMatches = 1000;

/** How a search finds its rows: not at all, by its index, or by walking along the order. */
type Search = "none" | "index" | "walk";

type Statement = ReturnType<typeof defineStatement<ApiKeyRecord | { id: null }>>;
const statements = new Map<string, Statement>();

/** One row with a null id tells an application without such keys from no application at all. */
function statementFor(sort: KeySort, status: KeyStatus | "any", search: Search, isFirst: boolean) {
  const name = ["api_key_list", sort, status, search, isFirst ? "first" : "next"].join("_");
  const known = statements.get(name);
  if (known) return known;
  const { by, after } = orders[sort];
  const conditions = [
    ...(status === "any" ? [] : [sql` and ${sql.raw(statusConditions[status])}`]),
    ...(isFirst ? [] : [sql` and ${after}`]),
    ...(search === "walk" ? [sql` and ${searched} ilike ${value("pattern")}`] : []),
    ...(search === "index" ? [sql` and k.id in (select id from matches)`] : []),
  ];
  const matches = sql`
    with matches as materialized (
      select k.id from api_keys k
      where k.application_id = ${value("applicationId")} and ${searched} ilike ${value("pattern")}
      limit ${sql.raw(String(rareMatches + 1))}
    )`;
  const tooMany = sql`(select count(*) from matches) > ${sql.raw(String(rareMatches))}`;
  const statement = defineStatement<ApiKeyRecord | { id: null }>(
    name,
    sql`${search === "index" ? matches : sql``}
      select k.*${search === "index" ? sql`, ${tooMany} as "isCommon"` : sql``}
      from applications app
      left join lateral (
        select ${apiKeyColumns} from api_keys k
        where k.application_id = app.id ${sql.join(conditions)}
        order by ${sql.raw(by)}
        limit ${value("limit")}
      ) k on true
      where app.id = ${value("applicationId")} and app.merchant_id = ${value("merchantId")}
        and app.deleted_at is null`,
  );
  statements.set(name, statement);
  return statement;
}

/**
 * A page of an application's keys. `q` is looked for in description and prefix, whatever the case.
 * Throws `forbidden`, `not_found`, and `bad_request` for a cursor of another list.
 */
export async function listApiKeys(
  ctx: MerchantContext,
  input: ListApiKeysQuery & { applicationId: string },
): Promise<Page<ApiKey>> {
  requirePermission(ctx, "api-keys:read");
  const { applicationId, status = "any", q = "", sort, limit } = input;
  const list = JSON.stringify(["api-keys", applicationId, status, q, sort]);
  const cursor = openCursor(ctx, list, input);
  const values = {
    applicationId,
    merchantId: ctx.merchantId,
    limit: limit + 1,
    ...(cursor !== undefined && { cursor }),
    ...(q !== "" && { pattern: `%${q.replace(/[\\%_]/g, "\\$&")}%` }),
  };
  const run = (search: Search) =>
    statementFor(sort, status, search, cursor === undefined)(ctx.db, values);

  let rows: (ApiKeyRecord | { id: null })[];
  if (q === "") rows = await run("none");
  else if ([...q].length < shortestIndexed) rows = await run("walk");
  else {
    rows = await run("index");
    const [row] = rows;
    if (row && "isCommon" in row && row.isCommon) rows = await run("walk");
  }
  if (rows.length === 0) throw new AppError("not_found");
  const keys = rows.filter((row): row is ApiKeyRecord => row.id !== null);
  return toPage(ctx, list, keys.map(toApiKey), limit);
}
