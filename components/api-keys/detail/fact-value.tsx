import type { FactName, KeyFacts } from "#components/api-keys/detail/key-facts.ts";
import { Moment } from "#components/ui/moment.tsx";
import { allScopes } from "#lib/api-keys/schema.ts";

interface FactValueProps {
  name: FactName;
  value: KeyFacts[FactName];
}

/** One fact of a key in few words, to compare it with another. */
export function FactValue({ name, value }: FactValueProps) {
  if (Array.isArray(value)) {
    if (value.length === 0) return "Anywhere";
    return value.map((each) => (each === allScopes ? "All scopes" : each)).join(", ");
  }
  if (name === "expiresAt") return value ? <Moment at={value} /> : "Never";
  return <bdi>{value}</bdi>;
}
