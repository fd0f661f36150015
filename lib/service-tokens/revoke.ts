import { eq, sql } from "drizzle-orm";
import { serviceTokens } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { toMoment } from "#lib/moment.ts";
import type { ServiceToken } from "#lib/service-tokens/schema.ts";

/**
 * Ends a service token, which instances that remember it refuse within 5 s; on one that is revoked
 * already it changes nothing. Throws `not_found`.
 */
export async function revokeServiceToken({ db }: Context, tokenId: string): Promise<ServiceToken> {
  const { id, name, tokenPrefix, createdAt } = serviceTokens;
  const [row] = await db
    .update(serviceTokens)
    .set({ revokedAt: sql`coalesce(${serviceTokens.revokedAt}, now())` })
    .where(eq(serviceTokens.id, tokenId))
    .returning({ id, name, tokenPrefix, createdAt, revokedAt: serviceTokens.revokedAt });
  if (!row) throw new AppError("not_found", `There is no service token ${tokenId}`);
  return { ...row, createdAt: toMoment(row.createdAt), revokedAt: toMoment(row.revokedAt) };
}
