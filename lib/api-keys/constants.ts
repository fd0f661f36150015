export const descriptionMaxLength = 50;

/** How many characters of a key are shown after its prefix and environment. */
export const shownCharacters = 4;

/** In a list of scopes: every scope of the catalogue, now and later, but the sensitive ones. */
export const allScopes = "*";

export const keyStatuses = ["active", "rotating", "expired", "revoked"] as const;

export const keySorts = ["newest", "oldest", "description", "expiry"] as const;

export const allowlistMaxLength = 50;

/** The lengths of window, in seconds, that a rate limit may have. */
export const rateLimitWindows = [1, 60, 3600, 86_400] as const;

export const largestRateLimit = 1_000_000_000;

export const longestOverlapSeconds = 7 * 24 * 3600;

export const defaultOverlapSeconds = 24 * 3600;

export const searchMaxLength = 256;

/** A full key of any operator wherever in a text, and the part that may be shown. */
const fullKeyText = /([a-z][a-z0-9]{1,15}_(?:live|test)_[0-9A-Za-z]{4})[0-9A-Za-z]{41,}/;

/**
 * Returns the text to search by: of a full key only what may be shown. With the operator's `prefix`
 * also of a part of a key.
 */
export function toSearchText(text: string, prefix?: string): string {
  const shown =
    prefix === undefined
      ? fullKeyText
      : new RegExp(`(${prefix}_(?:live|test)_[0-9A-Za-z]{4})[0-9A-Za-z]`);
  return shown.exec(text)?.[1] ?? text;
}

/** For how long a revocation can be undone, unless a leak was its reason. */
export const restoreWithinMinutes = 60;

export const keyRefusals = [
  "malformed",
  "not_found",
  "revoked",
  "expired",
  "suspended",
  "insufficient_scope",
  "ip_denied",
  "rate_limited",
] as const;

/** A new key has this long until its first call; then it is taken for one that nobody needs. */
export const neverUsedAfterDays = 7;

export const unusedAfterDays = 90;

export const expiringWithinDays = 30;

export const hygieneFindings = [
  "never_used",
  "unused",
  "no_expiry",
  "expiring_soon",
  "all_scopes",
] as const;

export type KeySort = (typeof keySorts)[number];

export type KeyRefusal = (typeof keyRefusals)[number];

export type HygieneFinding = (typeof hygieneFindings)[number];

export type KeyStatus = (typeof keyStatuses)[number];
