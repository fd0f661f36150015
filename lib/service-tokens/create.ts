import { serviceTokens } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { toMoment } from "#lib/moment.ts";
import type { CreatedServiceToken } from "#lib/service-tokens/schema.ts";
import {
  generateServiceToken,
  hashServiceToken,
  tokenPrefixOf,
} from "#lib/service-tokens/token.ts";

/**
 * Makes a token for one of the operator's services; its text is in the answer and nowhere else.
 * Throws `conflict` where a token that is not revoked has the name.
 */
export async function createServiceToken(
  ctx: Context,
  { name }: { name: string },
): Promise<CreatedServiceToken> {
  const { config, secrets } = ctx;
  const token = generateServiceToken(config.keyPrefix);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(serviceTokens)
      .values({
        id: newId("svc"),
        name,
        tokenHash: hashServiceToken(secrets.serviceToken, token),
        tokenPrefix: tokenPrefixOf(token),
      })
      .onConflictDoNothing()
      .returning({
        id: serviceTokens.id,
        tokenPrefix: serviceTokens.tokenPrefix,
        createdAt: serviceTokens.createdAt,
      });
    if (!row) throw new AppError("conflict", `There is a service token named ${name} already`);
    const after = { id: row.id, name, tokenPrefix: row.tokenPrefix };
    await recordOperatorEvent(tx, null, { action: "service_token.created", after });
    return { ...row, name, token, createdAt: toMoment(row.createdAt), revokedAt: null };
  });
}
