import { sql } from "drizzle-orm";
import { type HygieneFinding, hygieneFindings } from "#lib/api-keys/constants.ts";
import { findingConditions, isInUse } from "#lib/api-keys/hygiene/findings.ts";
import { apiKeyColumns } from "#lib/api-keys/record.ts";
import type { ApiKey, HygieneQuery, HygieneRow } from "#lib/api-keys/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { openCursor, toPage } from "#lib/pagination.ts";
import type { Page } from "#lib/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

type Row = ApiKey & Omit<HygieneRow, "apiKey">;

interface Values {
  merchantId: string;
  /** The id that the page starts below. */
  before: string;
  limit: number;
}

const anyFinding = `(${Object.values(findingConditions).join(" or ")})`;
const cases = hygieneFindings.map(
  (name) => `case when ${findingConditions[name]} then '${name}' end`,
);
const findings = `array_remove(array[${cases.join(", ")}], null)`;

/**
 * Ranges where an equality would do: only the merchant's own index has that order, so the planner
 * cannot be led to walk all merchants' keys in the order of their ids.
 */
function selectRows(finding: HygieneFinding | "any") {
  const condition = finding === "any" ? anyFinding : findingConditions[finding];
  return defineStatement<Values, Row>(
    `hygiene_list_${finding}`,
    sql`
      select ${apiKeyColumns}, app.name as "applicationName", ${sql.raw(findings)} as findings
      from (
        select k.* from api_keys k
        where (k.merchant_id, k.id) < (${value("merchantId")}, ${value("before")})
          and k.merchant_id >= ${value("merchantId")}
          and ${sql.raw(isInUse)} and ${sql.raw(condition)}
        order by k.merchant_id desc, k.id desc limit ${value("limit")}
      ) k
      join applications app on app.id = k.application_id
      order by k.id desc`,
  );
}

const statements = {
  any: selectRows("any"),
  never_used: selectRows("never_used"),
  unused: selectRows("unused"),
  no_expiry: selectRows("no_expiry"),
  expiring_soon: selectRows("expiring_soon"),
  all_scopes: selectRows("all_scopes"),
} satisfies Record<HygieneFinding | "any", unknown>;

/**
 * Lists the merchant's keys with findings, across applications, the newest first. Throws
 * `forbidden`, and `bad_request` for a cursor of another list.
 */
export async function listHygiene(
  ctx: MerchantContext,
  input: HygieneQuery,
): Promise<Page<HygieneRow>> {
  requirePermission(ctx, "api-keys:read");
  const { finding = "any", limit } = input;
  const list = JSON.stringify(["hygiene", finding]);
  const rows = await statements[finding](ctx.db, {
    merchantId: ctx.merchantId,
    before: openCursor(ctx, list, input) ?? pastTheLastId,
    limit: limit + 1,
  });
  const { data, nextCursor } = toPage(ctx, list, rows, limit);
  return { data: data.map(toHygieneRow), nextCursor };
}

function toHygieneRow({ applicationName, findings, ...apiKey }: Row): HygieneRow {
  return { apiKey, applicationName, findings };
}
