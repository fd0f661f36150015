import type { RawAnswer } from "#components/reference/console/answer.ts";
import type { ConsoleRequest } from "#components/reference/console/request-draft.ts";

/**
 * Sends the request without the portal's cookie, which would authenticate in place of the token.
 */
export async function sendRequest(
  { method, url, headers, body }: ConsoleRequest,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const begin = performance.now();
  const response = await fetch(url, {
    method,
    headers,
    body,
    signal,
    credentials: "omit",
    cache: "no-store",
  });
  const text = await response.text();
  return {
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    text,
    milliseconds: Math.round(performance.now() - begin),
  };
}
