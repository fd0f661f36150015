import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Sql } from "postgres";
import { migrationsFolder } from "#lib/db/migrate.ts";

/**
 * Compares the database's schema with the one this version was written for.
 * @returns a warning where the schema is newer, which a rolling upgrade makes normal for a while
 * @throws Error where it is older: statements of this version would fail
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

/** Whether there are migrations to apply. */
export async function isSchemaOlder(sql: Sql): Promise<boolean> {
  return (await readSchemaVersion(sql)) < readExpectedVersion();
}

/** When the newest migration of this version was written, in milliseconds. */
function readExpectedVersion(): number {
  return Math.max(...readMigrationFiles({ migrationsFolder }).map((m) => m.folderMillis));
}

/** When the newest applied migration was written, in milliseconds; 0 where there is none. */
async function readSchemaVersion(sql: Sql): Promise<number> {
  const [found] =
    await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!found?.found) return 0;
  const [row] = await sql`select max(created_at) as version from drizzle.__drizzle_migrations`;
  return Number(row?.version ?? 0);
}
