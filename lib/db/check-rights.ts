import type { Sql } from "postgres";

interface Rights {
  role: string;
  database: string;
  schema: string | null;
  search_path: string;
  may_create_schemas: boolean;
  may_create_tables: boolean;
}

/**
 * Checks that the role may create what the migrations create: schemas, extensions and tables.
 * @throws Error with the statements that grant it
 */
export async function checkRights(sql: Sql): Promise<void> {
  const [rights] = await sql<Rights[]>`
    select quote_ident(current_user) as role, quote_ident(current_database()) as database,
      quote_ident(current_schema()) as schema, current_setting('search_path') as search_path,
      has_database_privilege(current_database(), 'CREATE') as may_create_schemas,
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as may_create_tables`;
  if (!rights) return;
  const { role, database, schema, search_path } = rights;
  if (schema === null) {
    throw new Error(
      `The search_path (${search_path}) names no schema that exists and that ${role} may use. ` +
        `Create one: CREATE SCHEMA … AUTHORIZATION ${role};`,
    );
  }
  const missing = [
    ...(rights.may_create_schemas ? [] : [`GRANT CREATE ON DATABASE ${database} TO ${role};`]),
    ...(rights.may_create_tables ? [] : [`GRANT CREATE ON SCHEMA ${schema} TO ${role};`]),
  ];
  if (missing.length === 0) return;
  throw new Error(
    `The role ${role} can't create what Keysmith needs in the database ${database}. ` +
      `Run there as its owner:\n${missing.join("\n")}`,
  );
}
