import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { primaryServer, requirePrimary } from "#lib/statement.ts";

/** Asks the database whether it is the primary. Throws the driver's error where it isn't. */
export async function checkPrimary(db: Database): Promise<void> {
  const [row] = await db.execute<{ server: string | null }>(
    sql.raw(`select ${primaryServer} as server`),
  );
  requirePrimary(row?.server);
}
