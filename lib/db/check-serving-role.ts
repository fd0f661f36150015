import type { Sql } from "postgres";

/**
 * Returns a warning if the role could change the schema, and so lift the protection of the audit
 * log. A migrated database is expected.
 */
export async function checkServingRole(sql: Sql): Promise<string | undefined> {
  const [role] = await sql<
    { name: string; schema: string; mayAlter: boolean; mayCreate: boolean }[]
  >`
    select quote_ident(current_user) as name, quote_ident(current_schema()) as schema,
      rolsuper or pg_has_role(c.relowner, 'MEMBER') as "mayAlter",
      has_schema_privilege(current_schema(), 'CREATE') as "mayCreate"
    from pg_roles r, pg_class c
    where r.rolname = current_user and c.oid = to_regclass('audit_events')`;
  if (role?.mayAlter) {
    return (
      `The database's role ${role.name} may alter and drop Keysmith's tables. Give migrations ` +
      "their own role, as described in docs/operations/databases.md."
    );
  }
  if (role?.mayCreate) {
    return (
      `The database's role ${role.name} may create tables. Run there as the schema's owner: ` +
      `REVOKE CREATE ON SCHEMA ${role.schema} FROM PUBLIC, ${role.name};`
    );
  }
  return undefined;
}
