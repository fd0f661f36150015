import { randomUUID } from "node:crypto";
import type { RequestInfo } from "#lib/context.ts";
import { peerHeader, unknownAddress } from "#lib/http/server/request-headers.ts";
import { redactSecrets } from "#lib/text.ts";

const maxUserAgentLength = 300;

/**
 * Describes a request for audit rows. The server in front writes these headers itself, so that a
 * caller cannot forge them.
 */
export function describeRequest(headers: Headers): RequestInfo {
  const address = headers.get("x-forwarded-for");
  return {
    id: headers.get("x-request-id") ?? randomUUID(),
    address: address === unknownAddress ? null : address,
    peer: headers.get(peerHeader),
    userAgent: toUserAgent(headers.get("user-agent")),
  };
}

/**
 * Returns what is stored of a User-Agent header. Redacts before it cuts: a cut key is not
 * recognized.
 */
export function toUserAgent(header: string | null | undefined): string | null {
  return header == null ? null : redactSecrets(header).slice(0, maxUserAgentLength);
}
