import type { KeyPolicy } from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";
import type { MerchantContext } from "#lib/context.ts";

/** What the caller may ask of a key in this environment, for the forms of the portal. */
export function keyPolicyFor({ config, caller }: MerchantContext, environment: Environment) {
  const { longestLifeOfLiveKeysDays } = config.policies;
  return {
    scopes: Object.entries(config.scopes).map(([name, scope]) => ({ name, ...scope })),
    longestLifeDays: environment === "live" ? longestLifeOfLiveKeysDays : null,
    role: caller.role,
  } satisfies KeyPolicy;
}
