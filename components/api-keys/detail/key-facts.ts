import { type ApiKey, type UpdateApiKeyBody, updateApiKeyBody } from "#lib/api-keys/schema.ts";

/** Editable properties of a key. */
export const factNames = [
  "description",
  "scopes",
  "expiresAt",
  "ipAllowlist",
  "rateLimit",
] as const;
export type FactName = (typeof factNames)[number];
export type KeyFacts = Pick<ApiKey, FactName>;

export const factLabels: Record<FactName, string> = {
  description: "Description",
  scopes: "Scopes",
  expiresAt: "Expires",
  ipAllowlist: "Allowed IP addresses",
  rateLimit: "Rate limit",
};

export const keyFactsSchema = updateApiKeyBody.omit({ version: true });

export type KeyChanges = Omit<UpdateApiKeyBody, "version">;

/** Returns the fields that actually change. */
export function changesFrom(before: KeyFacts, wanted: KeyChanges): KeyChanges {
  const entries = factNames
    .filter((name) => wanted[name] !== undefined && !isSame(before[name], wanted[name]))
    .map((name) => [name, wanted[name]]);
  return Object.fromEntries(entries);
}

/** Lists the properties that differ between two states of a key. */
export function changedFacts(before: KeyFacts, after: KeyFacts): FactName[] {
  return factNames.filter((name) => !isSame(before[name], after[name]));
}

function isSame(one: KeyFacts[FactName] | undefined, other: KeyFacts[FactName] | undefined) {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: KeyFacts[FactName] | undefined): string {
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
}
