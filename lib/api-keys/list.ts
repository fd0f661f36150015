import { type SQL, sql } from "drizzle-orm";
import {
  type KeySort,
  type KeyStatus,
  shownCharacters,
  toSearchText,
} from "#lib/api-keys/constants.ts";
import { apiKeyColumns, operatorApiKeyColumns, statusConditions } from "#lib/api-keys/record.ts";
import type { ApiKey, ListApiKeysQuery } from "#lib/api-keys/schema.ts";
import { isOperator, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError, invalidField } from "#lib/errors.ts";
import { toTagLabel } from "#lib/metadata/labels.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page } from "#lib/schema.ts";
import { defineStatement, type Statement } from "#lib/statement.ts";

const value = sql.placeholder;

interface ListedKey extends ApiKey {
  sortedBy: string | null;
}

interface Values {
  applicationId: string;
  merchantId: string;
  lastId?: string;
  lastSortedBy?: string;
  pattern?: string;
  label?: string;
  otherLabel?: string;
  widePattern?: string;
}

type Row = ListedKey | { id: null };

interface Order {
  /** The sort expression between application and id, with its type. */
  expression?: string;
  type?: string;
  direction: "asc" | "desc";
}

/** Each order has an index, which begins with the application and ends with the id. */
const orders: Record<KeySort, Order> = {
  newest: { direction: "desc" },
  oldest: { direction: "asc" },
  description: { expression: "lower(k.description)", type: "text", direction: "asc" },
  expiry: {
    expression: "coalesce(k.expires_at, 'infinity')",
    type: "timestamptz",
    direction: "asc",
  },
};

interface Shape {
  sort: KeySort;
  status: KeyStatus | "any";
  isFirst: boolean;
  isSearch: boolean;
  /** How many labels the keys must have. */
  labels: number;
  isOperator: boolean;
  limit: number;
}

/**
 * Row limits of the statements, of which a page takes what it needs. Written into the statement:
 * for an unknown limit PostgreSQL expects the worst and replans each call.
 */
const limits = [11, 26, 51, 101] as const;

/**
 * Selects an application's keys from the cursor on. A list says so by a range, so that only the
 * index of its order fits: with `=` PostgreSQL may walk through everybody's keys by id. A search
 * leaves the choice.
 */
function within({ sort, isFirst, isSearch }: Shape): SQL {
  const { expression, type, direction } = orders[sort];
  const [before, after] = direction === "asc" ? ["<", ">"] : [">", "<"];
  const app = value("applicationId");
  const bound = (operator: string) => sql`k.application_id ${sql.raw(operator)} ${app}`;
  const end = bound(isSearch ? "=" : `${before}=`);
  if (isFirst) return isSearch ? end : sql`${bound(`${after}=`)} and ${end}`;
  const sortedBy = type ? sql`${value("lastSortedBy")}::${sql.raw(type)}, ` : sql``;
  return sql`(${sql.raw(getSortColumns(expression).join(", "))}) ${sql.raw(after)}
    (${app}, ${sortedBy}${value("lastId")}) and ${end}`;
}

/**
 * An expression, not the column: for equal ones PostgreSQL may walk through everybody's keys by id to
 * find those with the label, which took a second for a label of one key in a million.
 */
const labelledId = sql`l.api_key_id || ''`;
const labelled = sql`api_key_labels l join api_keys k on k.id = ${labelledId}`;

/** Like `within`, in the index of the labels, which has the keys of each in the order of their ids. */
function withinLabel({ sort, isFirst }: Shape): SQL {
  const isNext = sql`l.api_key_id ${sql.raw(orders[sort].direction === "asc" ? ">" : "<")}`;
  return sql`l.application_id = ${value("applicationId")} and l.label = ${value("label")}
    ${isFirst ? sql`` : sql`and ${isNext} ${value("lastId")}`}`;
}

const hasOtherLabel = sql`exists (
  select from api_key_labels other where other.application_id = ${value("applicationId")}
    and other.label = ${value("otherLabel")} and other.api_key_id = ${labelledId}
)`;

function getSortColumns(expression: string | undefined): string[] {
  return ["k.application_id", ...(expression ? [expression] : []), "k.id"];
}

/** A row with a null id tells an application without such keys from a missing application. */
function selectApiKeys(shape: Shape): SQL {
  const { sort, status, isSearch } = shape;
  const { expression, direction } = orders[sort];
  const columns = getSortColumns(expression);
  const conditions = [
    ...(status === "any" ? [] : [sql` and ${sql.raw(statusConditions[status])}`]),
    ...(isSearch ? [sql` and ${isFound}`] : []),
    ...(shape.labels > 1 ? [sql` and ${hasOtherLabel}`] : []),
  ];
  const range = shape.labels > 0 ? withinLabel(shape) : within(shape);
  const from = shape.labels > 0 ? labelled : sql`api_keys k`;
  const order = shape.labels > 0 ? ["l.application_id", "l.label", "l.api_key_id"] : columns;
  return sql`
    select k.*
    from applications app
    left join lateral (
      select ${shape.isOperator ? operatorApiKeyColumns : apiKeyColumns},
        ${sql.raw(`${expression ?? "null"}::text`)} as "sortedBy"
      from ${from}
      where ${range} ${sql.join(conditions)}
      order by ${sql.raw(order.map((column) => `${column} ${direction}`).join(", "))}
      limit ${sql.raw(String(shape.limit))}
    ) k on true
    where app.id = ${value("applicationId")} and app.merchant_id = ${value("merchantId")}
      and app.deleted_at is null`;
}

const statements = new Map<string, Statement<Values, Row>>();

/**
 * A search is planned for its own words: a rare one uses the trigram index, a common one the
 * order's index. Every other list is prepared once.
 */
function getStatement(shape: Shape) {
  const name = `api_key_list_${Object.values(shape).join("_")}`;
  const known = statements.get(name);
  if (known) return known;
  const statement = defineStatement<Values, Row>(
    shape.isSearch ? null : name,
    selectApiKeys(shape),
  );
  statements.set(name, statement);
  return statement;
}

/**
 * Lists an application's keys page by page. `q` matches description and prefix, in any case and any
 * Unicode form. Those with a tag or a pair of metadata have an index for the order of ids alone. Throws `forbidden`, `not_found`, and `bad_request` for a cursor of another list.
 */
export async function listApiKeys(
  ctx: MerchantContext,
  input: ListApiKeysQuery & { applicationId: string },
): Promise<Page<ApiKey>> {
  requirePermission(ctx, "api-keys:read");
  const { applicationId, status = "any", q = "", sort, limit, tag, metadata: pair } = input;
  const labels = [...(tag === undefined ? [] : [toTagLabel(tag)]), ...(pair ? [pair] : [])];
  if (labels.length > 0 && orders[sort].expression) {
    throw invalidField("sort", "With tag or metadata, the sort must be newest or oldest");
  }
  const [label, otherLabel] = labels;
  const list = JSON.stringify(["api-keys", applicationId, status, q, sort, ...labels]);
  const cursor = openCursor(ctx, list, input);
  const shape: Shape = {
    sort,
    status,
    isFirst: cursor === undefined,
    isSearch: q !== "",
    labels: labels.length,
    isOperator: isOperator(ctx),
    limit: limits.find((rows) => rows > limit) ?? limits[3],
  };
  const pattern = q === "" ? "" : toPattern(ctx.config.keyPrefix, q);
  const rows = await getStatement(shape)(ctx.db, {
    applicationId,
    merchantId: ctx.merchantId,
    ...(cursor !== undefined && parsePlace(cursor)),
    label,
    otherLabel,
    ...(pattern !== "" && { pattern, widePattern: pattern.replaceAll(" ", "%") }),
  });
  if (rows.length === 0) throw new AppError("not_found");
  const keys = rows.filter((row): row is ListedKey => row.id !== null);
  const page = toPage(ctx, list, keys, limit, encodePlace);
  return { ...page, data: page.data.map(({ sortedBy: _, ...apiKey }) => apiKey) };
}

/** Continues after the values that were shown, even if an edit moves the row meanwhile. */
function encodePlace({ id, sortedBy }: ListedKey): string {
  return sortedBy === null ? id : `${id} ${sortedBy}`;
}

function parsePlace(place: string): { lastId: string; lastSortedBy: string } {
  const [lastId = ""] = place.split(" ", 1);
  return { lastId, lastSortedBy: place.slice(lastId.length + 1) };
}

/** The expression of the search indexes. Of a longer prefix than `ks` it has more than four characters. */
const indexedText = sql`k.description || ' ' || substr(k.key_prefix, 9)`;

/** Of a prefix only the last four characters tell keys apart. */
const searchedText = sql`k.description || ' ' || right(k.key_prefix, ${sql.raw(String(shownCharacters))})`;

/**
 * Compares in NFC; each of the two conditions has an index. It finds what `widePattern` matches,
 * which allows for more characters where the pattern has a space.
 */
const isFound = sql`(
  (${indexedText}) ilike normalize(${value("widePattern")}::text)
    and (${searchedText}) ilike normalize(${value("pattern")}::text)
  or k.description is not normalized
    and normalize(${indexedText}) ilike normalize(${value("widePattern")}::text)
    and normalize(${searchedText}) ilike normalize(${value("pattern")}::text)
)`;

function toPattern(keyPrefix: string, q: string): string {
  const ofKey = new RegExp(`^[0-9A-Za-z]*${keyPrefix}_(?:live|test)_([0-9A-Za-z]{0,4})$`);
  const telling = ofKey.exec(toSearchText(q, keyPrefix))?.[1];
  if (telling !== undefined) return `% ${telling.padEnd(shownCharacters, "_")}`;
  return `%${q.replace(/[\\%_]/g, "\\$&")}%`;
}
