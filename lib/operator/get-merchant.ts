import { sql } from "drizzle-orm";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { operatorMerchantColumns } from "#lib/operator/merchant-record.ts";
import type { OperatorMerchant } from "#lib/operator/schema.ts";
import { defineStatement } from "#lib/statement.ts";

const selectMerchant = defineStatement<{ merchantId: string }, OperatorMerchant>(
  "operator_merchant_get",
  sql`
    select ${operatorMerchantColumns} from merchants m
    where m.id = ${sql.placeholder("merchantId")}`,
);

/** Returns a merchant as the operator sees it. Throws `not_found`. */
export async function getMerchantForOperator(
  ctx: Context,
  { merchantId }: { merchantId: string },
): Promise<OperatorMerchant> {
  const [merchant] = await selectMerchant(ctx.db, { merchantId });
  if (!merchant) throw new AppError("not_found");
  return merchant;
}
