import { randomUUID } from "node:crypto";
import type { RequestInfo } from "#lib/context.ts";
import { redactSecrets } from "#lib/text.ts";

const maxUserAgentLength = 300;

/**
 * What an audit row tells of a request. The server in front of every handler writes both headers
 * itself, so that a caller cannot forge them.
 */
export function describeRequest(headers: Headers): RequestInfo {
  return {
    id: headers.get("x-request-id") ?? randomUUID(),
    address: headers.get("x-forwarded-for"),
    userAgent: toUserAgent(headers.get("user-agent")),
  };
}

/** What is kept of a User-Agent header. Redacted while it is whole: a cut key is no key any more. */
export function toUserAgent(header: string | null | undefined): string | null {
  return header == null ? null : redactSecrets(header).slice(0, maxUserAgentLength);
}
