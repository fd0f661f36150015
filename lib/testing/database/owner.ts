import { inject } from "vitest";
import { withClient } from "#lib/db/with-client.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";

/** Returns the URL of the test file's database for the role that owns its schema. */
export function getOwnerUrl(): string {
  const { pathname } = new URL(process.env.DATABASE_URL ?? "");
  return withDatabase(inject("postgresUrl"), pathname.slice(1));
}

/** Runs a statement that the serving role may not run. */
export function runAsOwner(statement: string): Promise<readonly Record<string, unknown>[]> {
  return withClient(getOwnerUrl(), 10_000, (sql) => sql.unsafe(statement));
}
