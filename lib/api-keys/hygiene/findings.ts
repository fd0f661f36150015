import {
  allScopes,
  expiringWithinDays,
  type HygieneFinding,
  neverUsedAfterDays,
  unusedAfterDays,
} from "#lib/api-keys/constants.ts";
import { isActive } from "#lib/api-keys/record.ts";

/** The merchant's `api_keys k` that hygiene looks at, by an index that holds no others. */
export const isInUse = `k.revoked_at is null and ${isActive}`;

/** Condition of each finding on `api_keys k`; null or false if it does not hold. */
export const findingConditions: Record<HygieneFinding, string> = {
  never_used: `k.last_used_at is null and k.created_at <= now() - interval '${neverUsedAfterDays} days'`,
  unused: `k.last_used_at <= now() - interval '${unusedAfterDays} days'`,
  no_expiry: "k.expires_at is null",
  expiring_soon: `k.expires_at <= now() + interval '${expiringWithinDays} days'`,
  all_scopes: `'${allScopes}' = any(k.scopes)`,
};
