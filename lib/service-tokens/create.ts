import { sql } from "drizzle-orm";
import { serviceTokens } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { serviceTokenColumns, toServiceToken } from "#lib/service-tokens/record.ts";
import {
  type CreatedServiceToken,
  type CreateServiceTokenBody,
  defaultServiceTokenScopes,
} from "#lib/service-tokens/schema.ts";
import {
  generateServiceToken,
  getTokenPrefix,
  hashServiceToken,
} from "#lib/service-tokens/token.ts";

/**
 * Creates a token for one of the operator's services; its text appears only in the response. Throws
 * `bad_request` for an expiry in the past, and `conflict` if an unrevoked token has the name.
 */
export async function createServiceToken(
  ctx: Context,
  {
    name,
    scopes: asked = [...defaultServiceTokenScopes],
    expiresAt = null,
  }: CreateServiceTokenBody,
): Promise<CreatedServiceToken> {
  const { config, secrets } = ctx;
  const token = generateServiceToken(config.keyPrefix);
  const scopes = [...new Set(asked)];
  return inTransaction(ctx, async (tx) => {
    if (expiresAt !== null) await requireFuture(tx, expiresAt);
    const [row] = await tx.db
      .insert(serviceTokens)
      .values({
        id: newId("svc"),
        name,
        tokenHash: hashServiceToken(secrets.serviceToken, token),
        secretVersion: secrets.serviceToken[0].version,
        tokenPrefix: getTokenPrefix(token),
        scopes,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
      })
      .onConflictDoNothing()
      .returning(serviceTokenColumns);
    if (!row) {
      const problem = `There is a service token named ${name} already`;
      throw new AppError("conflict", `${problem}. Revoke it first, or choose another name`);
    }
    const created = toServiceToken(row);
    const after = {
      id: created.id,
      name,
      tokenPrefix: created.tokenPrefix,
      scopes,
      expiresAt: created.expiresAt,
    };
    await recordOperatorEvent(tx, null, { action: "service_token.created", after });
    return { ...created, token };
  });
}

/** Uses the database's clock, which also decides when it expires. */
async function requireFuture({ db }: Context, expiresAt: string): Promise<void> {
  const [answer] = await db.execute<{ isFuture: boolean }>(
    sql`select ${expiresAt}::timestamptz > now() as "isFuture"`,
  );
  if (!answer?.isFuture) throw new AppError("bad_request", "The expiry must be in the future");
}
