import type { passkeys } from "#drizzle/schema.ts";
import { toMoment } from "#lib/moment.ts";
import type { Passkey } from "#lib/second-factor/schema.ts";

/** The public fields of a passkey. */
export function toPasskey(row: typeof passkeys.$inferSelect): Passkey {
  const { id, name, isSynced } = row;
  return {
    id,
    name,
    createdAt: toMoment(row.createdAt),
    lastUsedAt: toMoment(row.lastUsedAt),
    isSynced,
  };
}
