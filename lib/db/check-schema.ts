import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Sql } from "postgres";
import { migrationsFolder } from "#lib/db/migrate.ts";

/**
 * Compares the database's schema with the one this version was written for.
 * @returns a warning where the schema is newer, which a rolling upgrade makes normal for a while
 * @throws Error where it is older: statements of this version would fail
 */
export async function checkSchema(sql: Sql): Promise<string | undefined> {
  const expected = Math.max(...readMigrationFiles({ migrationsFolder }).map((m) => m.folderMillis));
  const applied = await readSchemaVersion(sql);
  if (applied === null || applied < expected) {
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

/** When the newest applied migration was written, in milliseconds; null where there is none. */
async function readSchemaVersion(sql: Sql): Promise<number | null> {
  const [found] =
    await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!found?.found) return null;
  const [row] = await sql`select max(created_at) as version from drizzle.__drizzle_migrations`;
  return row?.version == null ? null : Number(row.version);
}
