/** Our JWT inside an access token or after the prefix of an API token. */
const jwt = "eyJ[0-9A-Za-z_-]{20,248}\\.eyJ[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]{86}";

function getTokenPrefix(prefix: string): string {
  return `${prefix}_pat_`;
}

/**
 * Turns a JWT into an API token with a prefix that scanners recognize, `ks_pat_` for prefix `ks`.
 */
export function markApiToken(prefix: string, token: string): string {
  return getTokenPrefix(prefix) + token;
}

/** Returns the JWT of an API token, or null without the prefix. */
export function unmarkApiToken(prefix: string, text: string): string | null {
  const mark = getTokenPrefix(prefix);
  return text.startsWith(mark) ? text.slice(mark.length) : null;
}

/** Like `fullKeyPattern`, for API tokens; their signature rejects false matches. */
export function apiTokenPattern(prefix: string): string {
  return getTokenPrefix(prefix) + jwt;
}

/** Finds the distinct JWTs in a text, with or without prefix: old API tokens have none. */
export function findJwts(text: string): string[] {
  return [...new Set(text.match(new RegExp(jwt, "g")))];
}
