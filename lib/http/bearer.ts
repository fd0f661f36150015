/** The token of an `Authorization: Bearer` header, or null for any other scheme. */
export function readBearer(authorization: string): string | null {
  return /^Bearer +([^\s]+)$/i.exec(authorization)?.[1] ?? null;
}

/**
 * The API key that a request shows: in `X-API-Key`, whatever else a proxy or a `.netrc` has put into
 * `Authorization`, and without that header there. Null where it shows none.
 */
export function readApiKey(authorization: string | null, apiKey: string | null): string | null {
  if (apiKey) return apiKey;
  return authorization === null ? null : (readBearer(authorization) ?? "");
}
