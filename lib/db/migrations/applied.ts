import type { Sql } from "postgres";
import { type Migration, readMigrations } from "#lib/db/migrations/read.ts";

interface SchemaState {
  /** Migrations that the database lacks. */
  pending: Migration[];
  /** Whether the database has migrations that this version does not know. */
  isNewer: boolean;
  /** Whether the role may not read the list of migrations. */
  isUnreadable: boolean;
}

/** Compares the database's migrations with those of this version, or of another folder. */
export async function readSchemaState(sql: Sql, folder?: string): Promise<SchemaState> {
  const migrations = readMigrations(folder);
  const [list] = await sql`
    select has_schema_privilege(c.relnamespace, 'USAGE') and has_table_privilege(c.oid, 'SELECT')
      as "isReadable"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'drizzle' and c.relname = '__drizzle_migrations'`;
  if (!list?.isReadable) {
    return { pending: migrations, isNewer: false, isUnreadable: list !== undefined };
  }
  const rows = await sql`select created_at from drizzle.__drizzle_migrations`;
  const applied = new Set(rows.map((row) => Number(row.created_at)));
  const known = new Set(migrations.map(({ createdAt }) => createdAt));
  return {
    pending: migrations.filter(({ createdAt }) => !applied.has(createdAt)),
    isNewer: !applied.isSubsetOf(known),
    isUnreadable: false,
  };
}
