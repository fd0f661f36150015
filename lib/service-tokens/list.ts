import { desc } from "drizzle-orm";
import { serviceTokens } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import type { ServiceToken } from "#lib/service-tokens/schema.ts";

/** All service tokens, the newest first, revoked ones included. */
export async function listServiceTokens({ db }: Context): Promise<ServiceToken[]> {
  const { id, name, tokenPrefix, createdAt, revokedAt } = serviceTokens;
  const rows = await db
    .select({ id, name, tokenPrefix, createdAt, revokedAt })
    .from(serviceTokens)
    .orderBy(desc(id));
  return rows.map((row) => ({
    ...row,
    createdAt: toMoment(row.createdAt),
    revokedAt: toMoment(row.revokedAt),
  }));
}
