import type { Sql } from "postgres";

/**
 * Checks that the database can store every character and normalize Unicode.
 * @throws Error with the statement that creates a suitable database
 */
export async function checkEncoding(sql: Sql): Promise<void> {
  const [row] = await sql`
    select current_setting('server_encoding') as encoding, quote_ident(current_database()) as name`;
  if (!row || row.encoding === "UTF8") return;
  throw new Error(
    `The database ${row.name} uses the encoding ${row.encoding}, but Keysmith needs UTF8. ` +
      `Create one: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0;`,
  );
}
