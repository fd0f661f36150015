import type { FactName, KeyFacts } from "#components/api-keys/detail/key-facts.ts";
import { describeRateLimit } from "#components/rate-limit-words.ts";
import { IpAddress } from "#components/ui/ip-address.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { allScopes } from "#lib/api-keys/constants.ts";

interface FactValueProps {
  name: FactName;
  value: KeyFacts[FactName];
}

/** One property of a key in short form, for comparison. */
export function FactValue({ name, value }: FactValueProps) {
  if (Array.isArray(value)) {
    if (value.length === 0) return "Anywhere";
    if (name === "ipAllowlist") return <IpAddress>{value.join(", ")}</IpAddress>;
    return value.map((each) => (each === allScopes ? "All scopes" : each)).join(", ");
  }
  if (typeof value !== "string") return name === "rateLimit" ? describeRateLimit(value) : "Never";
  return name === "expiresAt" ? <Moment at={value} /> : <bdi>{value}</bdi>;
}
