import { allScopes } from "#lib/api-keys/constants.ts";

/** "All scopes", "payments:read", "3 scopes", "All scopes and payouts:write". */
export function describeScopes(scopes: readonly string[]): string {
  const named = scopes.filter((scope) => scope !== allScopes);
  const [first] = named;
  const byName = named.length === 1 && first ? first : `${named.length} scopes`;
  if (!scopes.includes(allScopes)) return named.length === 0 ? "No scope" : byName;
  return named.length === 0 ? "All scopes" : `All scopes and ${byName}`;
}

/** "from anywhere", "from 203.0.113.9", "from 3 addresses". */
export function describeAllowlist(entries: readonly string[]): string {
  const [first] = entries;
  if (first === undefined) return "from anywhere";
  return entries.length === 1 ? `from ${first}` : `from ${entries.length} IP addresses`;
}
