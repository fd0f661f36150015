import { randomUUID } from "node:crypto";
import type { RequestInfo } from "#lib/context.ts";

const maxUserAgentLength = 300;

/**
 * What an audit row tells of a request. The server in front of every handler writes both headers
 * itself, so that a caller cannot forge them.
 */
export function describeRequest(headers: Headers): RequestInfo {
  return {
    id: headers.get("x-request-id") ?? randomUUID(),
    address: headers.get("x-forwarded-for"),
    userAgent: headers.get("user-agent")?.slice(0, maxUserAgentLength) ?? null,
  };
}
