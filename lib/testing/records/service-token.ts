import { newId } from "#lib/ids.ts";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { serviceTokenScopes } from "#lib/service-tokens/schema.ts";

/** By database, which differs per test file. */
const tokens = new Map<string, Promise<{ token: string }>>();

/** Returns a service token with all scopes, shared by a test file's tests. */
export async function getServiceToken(): Promise<string> {
  const scopes = [...serviceTokenScopes];
  const database = process.env.DATABASE_URL ?? "";
  const ctx = createContext({ id: "test", address: null, userAgent: null });
  const created = tokens.get(database) ?? createServiceToken(ctx, { name: newId("svc"), scopes });
  tokens.set(database, created);
  return (await created).token;
}
