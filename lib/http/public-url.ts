import { isSecureRequest } from "#lib/auth/cookie.ts";

/**
 * Returns the URL under which a caller knows this server: the declared one, or that of the request.
 */
export function getPublicUrl(headers: Headers, declared: string | undefined): string {
  if (declared) return declared;
  // HTTP/1.0 may name none; what is named was found to be a host before it gets here.
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "localhost";
  return `${isSecureRequest(headers, declared) ? "https" : "http"}://${host}`;
}
