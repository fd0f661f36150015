import { allScopes } from "#lib/api-keys/constants.ts";
import type { CatalogueScope } from "#lib/api-keys/schema.ts";

/**
 * Returns the recommended scopes of a new key: those that only read. Without a catalogue there is
 * nothing to choose from.
 */
export function suggestScopes(catalogue: readonly CatalogueScope[]): string[] {
  const ordinary = catalogue.filter(({ minRole }) => minRole === undefined);
  if (ordinary.length === 0) return [allScopes];
  return ordinary.map(({ name }) => name).filter((name) => name.endsWith(":read"));
}
