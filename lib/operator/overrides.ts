import type { MerchantOverrides } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { Overrides } from "#lib/operator/schema.ts";

/** Changes the given overrides, and leaves out those that are null. */
export function mergeOverrides(
  { scopes }: Context["config"],
  current: MerchantOverrides | null,
  changes: Overrides = {},
): MerchantOverrides | null {
  const details = (changes.allowedScopes ?? []).flatMap((scope, index) =>
    scope === "*" || Object.hasOwn(scopes, scope)
      ? []
      : [{ field: `overrides.allowedScopes.${index}`, message: "This scope doesn't exist" }],
  );
  if (details.length > 0) throw new AppError("bad_request", undefined, { details });
  const merged = Object.entries({ ...current, ...changes }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return merged.length > 0 ? Object.fromEntries(merged) : null;
}

/** The merchant's own policies that overrides fix: enforced where the merchant's own are. */
export function toPolicy({
  requireSecondFactor,
  singleSignOnOnly,
  longestLifeOfLiveKeysDays,
}: Overrides) {
  return {
    ...(typeof requireSecondFactor === "boolean" && { requireSecondFactor }),
    ...(typeof singleSignOnOnly === "boolean" && { singleSignOnOnly }),
    ...(typeof longestLifeOfLiveKeysDays === "number" && { longestLifeOfLiveKeysDays }),
  };
}
