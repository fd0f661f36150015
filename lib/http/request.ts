import { randomUUID } from "node:crypto";
import type { RequestInfo } from "#lib/context.ts";
import { peerHeader, unknownAddress } from "#lib/http/server/request-headers.ts";

const maxUserAgentLength = 300;

/**
 * What an audit row tells of a request. The server in front of every handler writes these headers
 * itself, so that a caller cannot forge them.
 */
export function describeRequest(headers: Headers): RequestInfo {
  const address = headers.get("x-forwarded-for");
  return {
    id: headers.get("x-request-id") ?? randomUUID(),
    address: address === unknownAddress ? null : address,
    peer: headers.get(peerHeader),
    userAgent: headers.get("user-agent")?.slice(0, maxUserAgentLength) ?? null,
  };
}
