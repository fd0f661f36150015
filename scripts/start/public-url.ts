import type { Settings } from "#lib/env.ts";

/**
 * Throws an Error without a configured URL: otherwise the Host of a request would determine the
 * issuer of tokens, the origin of the portal's cookie and the host in the documentation.
 */
export function requirePublicUrl({ KEYSMITH_URL }: Pick<Settings, "KEYSMITH_URL">): void {
  if (KEYSMITH_URL !== undefined) return;
  throw new Error(
    "KEYSMITH_URL is not set. With DATABASE_URL, it must be the URL that merchants use, such as\n" +
      "KEYSMITH_URL=https://keys.example.com",
  );
}
