import { and, eq, isNull, sql } from "drizzle-orm";
import { serviceTokens } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { serviceTokenColumns, toServiceToken } from "#lib/service-tokens/record.ts";
import type { ServiceToken } from "#lib/service-tokens/schema.ts";

/**
 * Revokes a service token, which instances that have cached it refuse within 5 s; does nothing if
 * it is already revoked. Throws `not_found`.
 */
export async function revokeServiceToken(ctx: Context, tokenId: string): Promise<ServiceToken> {
  const { id, name, revokedAt } = serviceTokens;
  return inTransaction(ctx, async (tx) => {
    const [revoked] = await tx.db
      .update(serviceTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(id, tokenId), isNull(revokedAt)))
      .returning({ id, name });
    if (revoked) {
      await recordOperatorEvent(tx, null, { action: "service_token.revoked", before: revoked });
    }
    const [row] = await tx.db
      .select(serviceTokenColumns)
      .from(serviceTokens)
      .where(eq(id, tokenId));
    if (!row) throw new AppError("not_found", `There is no service token ${tokenId}`);
    return toServiceToken(row);
  });
}
