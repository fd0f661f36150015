import { type SQL, sql } from "drizzle-orm";
import type { OperatorContext } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { operatorMerchantColumns } from "#lib/operator/merchant-record.ts";
import type { ListMerchantsQuery, OperatorMerchant } from "#lib/operator/schema.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page } from "#lib/schema.ts";
import { defineStatement, type Statement } from "#lib/statement.ts";

const value = sql.placeholder;

const statusConditions: Record<NonNullable<ListMerchantsQuery["status"]>, SQL> = {
  active: sql`m.suspended_at is null and m.closed_at is null`,
  suspended: sql`m.suspended_at is not null and m.closed_at is null`,
  closed: sql`m.closed_at is not null`,
};

interface Values {
  before: string;
  limit: number;
  pattern?: string;
  externalId?: string;
}

const statements = new Map<string, Statement<Values, OperatorMerchant>>();

/** A search is planned for its own words: a rare one uses the trigram index. */
function getStatement({ q, externalId, status }: ListMerchantsQuery) {
  const conditions = [
    sql`m.id < ${value("before")}`,
    ...(q === undefined ? [] : [sql`m.name ilike ${value("pattern")}`]),
    ...(externalId === undefined ? [] : [sql`m.external_id = ${value("externalId")}`]),
    ...(status === undefined ? [] : [statusConditions[status]]),
  ];
  const name = [
    "operator_merchant_list",
    ...(q === undefined ? [] : ["q"]),
    ...(externalId === undefined ? [] : ["external"]),
    ...(status === undefined ? [] : [status]),
  ].join("_");
  const known = statements.get(name);
  if (known) return known;
  const statement = defineStatement<Values, OperatorMerchant>(
    q === undefined ? name : null,
    sql`
      select ${operatorMerchantColumns} from merchants m
      where ${sql.join(conditions, sql` and `)}
      order by m.id desc limit ${value("limit")}`,
  );
  statements.set(name, statement);
  return statement;
}

/** Lists merchants, newest first. Throws `bad_request` for a cursor of another list. */
export async function listMerchantsForOperator(
  ctx: OperatorContext,
  input: ListMerchantsQuery,
): Promise<Page<OperatorMerchant>> {
  const { q, externalId, status, limit } = input;
  const list = JSON.stringify(["merchants", q ?? null, externalId ?? null, status ?? null]);
  const rows = await getStatement(input)(ctx.db, {
    before: openCursor(ctx, list, input) ?? pastTheLastId,
    limit: limit + 1,
    externalId,
    pattern: q && `%${q.replace(/[\\%_]/g, "\\$&")}%`,
  });
  return toPage(ctx, list, rows, limit);
}
