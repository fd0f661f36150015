import { type SQL, sql } from "drizzle-orm";
import {
  type ApiKeyRecord,
  apiKeyColumns,
  statusConditions,
  toApiKey,
} from "#lib/api-keys/record.ts";
import type { ApiKey, KeySort, KeyStatus, ListApiKeysQuery } from "#lib/api-keys/schema.ts";
import { type Database, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page } from "#lib/schema.ts";
import { defineStatement } from "#lib/statement.ts";

interface ListedKey extends ApiKeyRecord {
  sortedBy: string | null;
}

type Row = ListedKey | { id: null };
type Values = Record<string, string | number>;
type Value = (name: string) => SQL;

interface Order {
  by: string;
  /** What the row is sorted by before its id, as text. */
  sortedBy: string;
  /** What comes after the place of a cursor. */
  after(value: Value): SQL;
}

/** Each order has an index. */
const orders: Record<KeySort, Order> = {
  newest: {
    by: "k.id desc",
    sortedBy: "null",
    after: (value) => sql`k.id < ${value("lastId")}`,
  },
  oldest: { by: "k.id", sortedBy: "null", after: (value) => sql`k.id > ${value("lastId")}` },
  description: orderBy("lower(k.description)", "text"),
  expiry: orderBy("coalesce(k.expires_at, 'infinity')", "timestamptz"),
};

function orderBy(expression: string, type: string): Order {
  return {
    by: `${expression}, k.id`,
    sortedBy: `${expression}::text`,
    after: (value) =>
      sql`(${sql.raw(expression)}, k.id) >
        (${value("lastSortedBy")}::${sql.raw(type)}, ${value("lastId")})`,
  };
}

interface Shape {
  sort: KeySort;
  status: KeyStatus | "any";
  isFirst: boolean;
  isSearch: boolean;
}

/** One row with a null id tells an application without such keys from no application at all. */
function selectApiKeys({ sort, status, isFirst, isSearch }: Shape, value: Value): SQL {
  const { by, sortedBy, after } = orders[sort];
  const conditions = [
    ...(status === "any" ? [] : [sql` and ${sql.raw(statusConditions[status])}`]),
    ...(isFirst ? [] : [sql` and ${after(value)}`]),
    ...(isSearch ? [sql` and ${sql.raw(searchedText)} ilike ${value("pattern")}`] : []),
  ];
  return sql`
    select k.*
    from applications app
    left join lateral (
      select ${apiKeyColumns}, ${sql.raw(sortedBy)} as "sortedBy" from api_keys k
      where k.application_id = app.id and k.application_id = ${value("applicationId")}
        ${sql.join(conditions)}
      order by ${sql.raw(by)}
      limit ${value("limit")}
    ) k on true
    where app.id = ${value("applicationId")} and app.merchant_id = ${value("merchantId")}
      and app.deleted_at is null`;
}

const statements = new Map<string, ReturnType<typeof defineStatement<Row>>>();

/**
 * A search is planned for its own words: a rare one is found by the index of trigrams, a common one
 * by walking along the order. Every other list is prepared once.
 */
async function runSelect(db: Database, shape: Shape, values: Values): Promise<Row[]> {
  if (shape.isSearch) {
    const query = selectApiKeys(shape, (name) => sql`${values[name]}`);
    return (await db.execute(query)) as unknown as Row[];
  }
  const { sort, status, isFirst } = shape;
  const name = `api_key_list_${sort}_${status}_${isFirst ? "first" : "next"}`;
  const statement =
    statements.get(name) ??
    defineStatement<Row>(
      name,
      selectApiKeys(shape, (placeholder) => sql`${sql.placeholder(placeholder)}`),
    );
  statements.set(name, statement);
  return statement(db, values);
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
  const shape: Shape = { sort, status, isFirst: cursor === undefined, isSearch: q !== "" };
  const rows = await runSelect(ctx.db, shape, {
    applicationId,
    merchantId: ctx.merchantId,
    limit: limit + 1,
    ...(cursor !== undefined && readPlace(cursor)),
    ...(q !== "" && { pattern: toPattern(q) }),
  });
  if (rows.length === 0) throw new AppError("not_found");
  const keys = rows.filter((row): row is ListedKey => row.id !== null);
  const page = toPage(ctx, list, keys, limit, placeOf);
  return { ...page, data: page.data.map(toApiKey) };
}

/** As the row was shown: where it moves by an edit, the next page still goes on from there. */
function placeOf({ id, sortedBy }: ListedKey): string {
  return sortedBy === null ? id : `${id} ${sortedBy}`;
}

function readPlace(place: string): { lastId: string; lastSortedBy: string } {
  const [lastId = ""] = place.split(" ", 1);
  return { lastId, lastSortedBy: place.slice(lastId.length + 1) };
}

/** As the index of the search has it: of a prefix only its last four characters tell keys apart. */
const searchedText = "(k.description || ' ' || substr(k.key_prefix, 9))";

function toPattern(q: string): string {
  const telling = /^[a-z][a-z0-9]_(?:live|test)_(.*)$/.exec(q)?.[1];
  const text = (telling === undefined ? q : ` ${telling}`).replace(/[\\%_]/g, "\\$&");
  return `%${text}%`;
}
