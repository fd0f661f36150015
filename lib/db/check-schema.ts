import pgBoss from "pg-boss/package.json" with { type: "json" };
import type { Sql } from "postgres";
import { readSchemaState } from "#lib/db/migrations/applied.ts";
import { queues } from "#lib/jobs/queues.ts";

/**
 * Compares the database's schema with this version's, the job queue included.
 * @returns a warning if the schema is newer, which is normal during a rolling upgrade
 * @throws Error if it is older, because this version's statements would fail
 */
export async function checkSchema(sql: Sql): Promise<string | undefined> {
  const { pending, isNewer, isUnreadable } = await readSchemaState(sql);
  if (isUnreadable) {
    const [role] = await sql`select current_user as name`;
    throw new Error(
      `The role ${role?.name} has no access to Keysmith's tables yet. Run: npm run migrate`,
    );
  }
  if (pending.length > 0 || !(await hasJobQueues(sql))) {
    throw new Error(
      "The database's schema is older than this version of Keysmith. Run: npm run migrate",
    );
  }
  if (!isNewer) return undefined;
  return (
    "The database's schema is newer than this version of Keysmith. That is fine during a rolling " +
    "upgrade; otherwise run the newer version."
  );
}

/** Returns whether there are migrations to apply. */
export async function isSchemaOlder(sql: Sql): Promise<boolean> {
  return (await readSchemaState(sql)).pending.length > 0;
}

/** Returns whether the job queue has this version's tables and queues, or newer ones. */
async function hasJobQueues(sql: Sql): Promise<boolean> {
  const [found] = await sql`
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'pgboss' and c.relname = 'version'`;
  if (!found) return false;
  const names = queues.map(({ name }) => name);
  const [row] = await sql<{ version: number; queues: number }[]>`
    select (select max(version) from pgboss.version) as version,
      (select count(*)::int from pgboss.queue where name = any(${names})) as queues`;
  return row !== undefined && row.version >= pgBoss.pgboss.schema && row.queues === names.length;
}
