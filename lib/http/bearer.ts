/** Returns the token of an `Authorization: Bearer` header, or null for another scheme. */
export function readBearer(authorization: string): string | null {
  return /^Bearer +([^\s]+)$/i.exec(authorization)?.[1] ?? null;
}

/**
 * Returns the API key of a request: from `X-API-Key`, else from `Authorization`, which a proxy or
 * `.netrc` may have set. Null where there is none.
 */
export function readApiKey(authorization: string | null, apiKey: string | null): string | null {
  if (apiKey) return apiKey;
  return authorization === null ? null : (readBearer(authorization) ?? "");
}
