import { sql } from "drizzle-orm";
import type { Context } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";

export interface SigningKeyRecord {
  kid: string;
  /** Current use of the key: it signs later, signs, verifies earlier tokens, or has no use. */
  status: "next" | "signing" | "verifying" | "revoked";
  createdAt: string;
  /** When it starts to sign. */
  activeAt: string;
  revokedAt: string | null;
}

type Row = SigningKeyRecord & Record<string, unknown>;

/** Lists all past, current and next signing keys, the newest first, for the operator. */
export async function listSigningKeys({ db }: Context): Promise<SigningKeyRecord[]> {
  const rows = await db.execute<Row>(sql`
    select kid, created_at as "createdAt", active_at as "activeAt", revoked_at as "revokedAt",
      case
        when revoked_at is not null then 'revoked'
        when active_at > now() then 'next'
        when kid = (
          select kid from signing_keys where revoked_at is null and active_at <= now()
          order by active_at desc, created_at desc limit 1
        ) then 'signing'
        else 'verifying'
      end as status
    from signing_keys order by active_at desc, created_at desc`);
  return rows.map(({ kid, status, createdAt, activeAt, revokedAt }) => ({
    kid,
    status,
    createdAt: toMoment(createdAt),
    activeAt: toMoment(activeAt),
    revokedAt: toMoment(revokedAt),
  }));
}
