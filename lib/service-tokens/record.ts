import { serviceTokens } from "#drizzle/schema.ts";
import { toMoment } from "#lib/moment.ts";
import type { ServiceToken } from "#lib/service-tokens/schema.ts";

const { id, name, tokenPrefix, scopes, expiresAt, createdAt, revokedAt } = serviceTokens;

/** All columns but the hash. */
export const serviceTokenColumns = {
  id,
  name,
  tokenPrefix,
  scopes,
  expiresAt,
  createdAt,
  revokedAt,
};

type Row = Pick<typeof serviceTokens.$inferSelect, keyof typeof serviceTokenColumns>;

/** The wire form of a row. */
export function toServiceToken(row: Row): ServiceToken {
  return {
    ...row,
    expiresAt: toMoment(row.expiresAt),
    createdAt: toMoment(row.createdAt),
    revokedAt: toMoment(row.revokedAt),
  };
}
