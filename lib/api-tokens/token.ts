/** A JWT of ours, such as is in an access token or behind the mark of an API token. */
const jwt = "eyJ[0-9A-Za-z_-]{20,248}\\.eyJ[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]{86}";

function getTokenPrefix(prefix: string): string {
  return `${prefix}_pat_`;
}

/** The API token of a JWT: behind a mark, `ks_pat_` for prefix `ks`, by which scanners know it. */
export function markApiToken(prefix: string, token: string): string {
  return getTokenPrefix(prefix) + token;
}

/** The JWT of an API token; null for a text without the mark. */
export function unmarkApiToken(prefix: string, text: string): string | null {
  const mark = getTokenPrefix(prefix);
  return text.startsWith(mark) ? text.slice(mark.length) : null;
}

/** As `fullKeyPattern`, for API tokens; what else it matches, their signature refuses. */
export function apiTokenPattern(prefix: string): string {
  return getTokenPrefix(prefix) + jwt;
}

/** The JWTs in a text, each once, whether a mark is before them or not: old API tokens have none. */
export function findJwts(text: string): string[] {
  return [...new Set(text.match(new RegExp(jwt, "g")))];
}
