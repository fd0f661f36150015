import { desc } from "drizzle-orm";
import { serviceTokens } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { serviceTokenColumns, toServiceToken } from "#lib/service-tokens/record.ts";
import type { ServiceToken } from "#lib/service-tokens/schema.ts";

/** Lists all service tokens, newest first, including revoked and expired ones. */
export async function listServiceTokens({ db }: Context): Promise<ServiceToken[]> {
  const rows = await db
    .select(serviceTokenColumns)
    .from(serviceTokens)
    .orderBy(desc(serviceTokens.id));
  return rows.map(toServiceToken);
}
