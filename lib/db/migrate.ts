import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import * as schema from "#drizzle/schema.ts";
import { installJobs } from "#lib/jobs/install.ts";

const migrationsFolder = fileURLToPath(new URL("../../drizzle/migrations", import.meta.url));
const lockId = 0x6b657973;

/**
 * Brings the database at `url` to the newest schema, the job queue's included. Instances that start
 * together take turns; what is applied already is left alone. Throws the driver's error when it
 * cannot connect.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${lockId})`;
    const db = drizzle(client, { schema });
    await migrate(db, { migrationsFolder });
    await installJobs(db);
  } finally {
    await client.end({ timeout: 5 });
  }
}
