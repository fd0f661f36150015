import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Sql } from "postgres";
import { migrationsFolder } from "#lib/db/migrate.ts";

/**
 * Compares the database's schema with this version's.
 * @returns a warning if the schema is newer, which is normal during a rolling upgrade
 * @throws Error if it is older, because this version's statements would fail
 */
export async function checkSchema(sql: Sql): Promise<string | undefined> {
  const expected = readExpectedVersion();
  const applied = await readSchemaVersion(sql);
  if (applied < expected) {
    throw new Error(
      "The database's schema is older than this version of Keysmith. Start the portal of this " +
        "version first: it brings the schema up to date.",
    );
  }
  if (applied === expected) return undefined;
  return (
    "The database's schema is newer than this version of Keysmith. That is fine during a rolling " +
    "upgrade; otherwise run the newer version."
  );
}

/** Returns whether there are migrations to apply. */
export async function isSchemaOlder(sql: Sql): Promise<boolean> {
  return (await readSchemaVersion(sql)) < readExpectedVersion();
}

/** Returns when this version's newest migration was written, in milliseconds. */
function readExpectedVersion(): number {
  return Math.max(...readMigrationFiles({ migrationsFolder }).map((m) => m.folderMillis));
}

/** Returns when the newest applied migration was written, in milliseconds; 0 if none. */
async function readSchemaVersion(sql: Sql): Promise<number> {
  const [found] =
    await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!found?.found) return 0;
  const [row] = await sql`select max(created_at) as version from drizzle.__drizzle_migrations`;
  return Number(row?.version ?? 0);
}
