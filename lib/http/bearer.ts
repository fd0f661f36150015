/** The token of an `Authorization: Bearer` header, or null for any other scheme. */
export function readBearer(authorization: string): string | null {
  return /^Bearer +([^\s]+)$/i.exec(authorization)?.[1] ?? null;
}

/** The API key that a request shows, in either of two headers; null where it shows none. */
export function readApiKey(authorization: string | null, apiKey: string | null): string | null {
  return authorization === null ? apiKey : (readBearer(authorization) ?? "");
}
