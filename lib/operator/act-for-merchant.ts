import { sql } from "drizzle-orm";
import { operatorId } from "#lib/audit/record.ts";
import type { Context, MerchantContext, OperatorContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { merchantClosed } from "#lib/merchants/require.ts";
import { externalIdMark } from "#lib/metadata/constants.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

interface Found {
  id: string;
  name: string;
  isClosed: boolean;
}

const columns = sql`id, name, closed_at is not null as "isClosed"`;

const selectMerchant = defineStatement<{ id: string }, Found>(
  "operator_merchant",
  sql`select ${columns} from merchants where id = ${value("id")}`,
);

const selectByExternalId = defineStatement<{ id: string }, Found>(
  "operator_merchant_external",
  sql`select ${columns} from merchants where external_id = ${value("id")}`,
);

/** Finds a merchant by its id, or by `externalId:` and the operator's. Throws `not_found`. */
async function findMerchant({ db }: Context, named: string): Promise<Found> {
  const external = readExternalId(named);
  const [merchant] =
    external === null
      ? await selectMerchant(db, { id: named })
      : await selectByExternalId(db, { id: external });
  if (!merchant) throw new AppError("not_found");
  return merchant;
}

function readExternalId(named: string): string | null {
  if (!named.startsWith(externalIdMark)) return null;
  const external = named.slice(externalIdMark.length);
  // PostgreSQL takes no U+0000, and the driver would replace a lone surrogate.
  if (external.includes("\0") || !external.isWellFormed()) throw new AppError("not_found");
  return external;
}

/** Returns the id of a merchant that the operator names. Throws `not_found`. */
export async function findMerchantId(ctx: Context, named: string): Promise<string> {
  return (await findMerchant(ctx, named)).id;
}

const selectApplicationId = defineStatement<
  { merchantId: string; externalId: string },
  { id: string }
>(
  "operator_application_external",
  sql`
    select id from applications
    where merchant_id = ${value("merchantId")} and external_id = ${value("externalId")}
      and deleted_at is null`,
);

const selectKeyId = defineStatement<{ merchantId: string; externalId: string }, { id: string }>(
  "operator_api_key_external",
  sql`
    select id from api_keys
    where merchant_id = ${value("merchantId")} and external_id = ${value("externalId")}`,
);

/**
 * Acts for the merchant that the operator names, with the rights of an owner, and replaces external
 * ids in `named` by ids. Throws `not_found`, and `conflict` for a change of a closed merchant.
 */
export async function actForMerchant(
  ctx: OperatorContext,
  named: Record<string, string>,
  isChange: boolean,
): Promise<{ ctx: MerchantContext; named: Record<string, string> }> {
  const { operator, db } = ctx;
  const { merchantId: wanted = "", ...others } = named;
  const { id: merchantId, name, isClosed } = await findMerchant(ctx, wanted);
  if (isClosed && isChange) throw merchantClosed();
  const found: Record<string, string> = {};
  for (const [param, value] of Object.entries(others)) {
    const externalId = readExternalId(value);
    const find = param === "keyId" ? selectKeyId : selectApplicationId;
    const [row] =
      externalId === null ? [{ id: value }] : await find(db, { merchantId, externalId });
    if (!row) throw new AppError("not_found");
    found[param] = row.id;
  }
  const acting: MerchantContext = {
    ...ctx,
    claim: { kind: "operator", sessionId: operator.serviceTokenId, scopes: null },
    merchantId,
    merchantName: name,
    isSuspended: false,
    caller: {
      userId: operatorId,
      email: operator.onBehalfOf ?? operator.name,
      isEmailVerified: true,
      role: "owner",
    },
    session: {
      provedSecondsAgo: 0,
      hasSecondFactor: true,
      lacksSecondFactor: false,
      provider: null,
    },
  };
  return { ctx: acting, named: found };
}
