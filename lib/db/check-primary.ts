import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { primaryServer, requirePrimary } from "#lib/statement.ts";

/** Checks that the database is the primary. Throws the driver's error if not. */
export async function checkPrimary(db: Database): Promise<void> {
  const [row] = await db.execute<{ server: string | null }>(
    sql.raw(`select ${primaryServer} as server`),
  );
  requirePrimary(row?.server);
}
