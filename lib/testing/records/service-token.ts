import { newId } from "#lib/ids.ts";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";

/** By database: each test file has one of its own. */
const tokens = new Map<string, Promise<{ token: string }>>();

/** Returns a service token with every scope that a test file's tests share. */
export async function getServiceToken(): Promise<string> {
  const database = process.env.DATABASE_URL ?? "";
  const ctx = createContext({ id: "test", address: null, userAgent: null });
  const created = tokens.get(database) ?? createServiceToken(ctx, { name: newId("svc") });
  tokens.set(database, created);
  return (await created).token;
}
