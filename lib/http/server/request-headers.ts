import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { pickForwarded, readClientAddress } from "#lib/http/server/client-address.ts";
import { holdsSecret } from "#lib/text.ts";

const requestIdForm = /^[A-Za-z0-9_-]{8,64}$/;
const hostForm = /^[A-Za-z0-9._:[\]-]{1,255}$/;

/** Headers that only we, a proxy we trust, or Next may write. */
const reserved = [
  "content-security-policy",
  "content-security-policy-report-only",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-nonce",
  "x-real-ip",
];

export type TrustedFacts = { requestId: string; isHttps: boolean };

/** Replaces what a caller claims about itself by what is known; handlers may trust the result. */
export function rewriteHeaders(req: IncomingMessage, trustedProxyHops: number): TrustedFacts {
  const { headers } = req;
  const clientAddress = readClientAddress(req, trustedProxyHops);
  const host = nearest(headers["x-forwarded-host"], trustedProxyHops);
  const proto = nearest(headers["x-forwarded-proto"], trustedProxyHops);
  for (const name of reserved) delete headers[name];

  const requestId = requestIdOf(headers["x-request-id"]) ?? randomUUID();
  headers["x-request-id"] = requestId;
  headers["x-forwarded-for"] = clientAddress;
  if (host && hostForm.test(host)) headers["x-forwarded-host"] = host;
  if (proto === "http" || proto === "https") headers["x-forwarded-proto"] = proto;
  return { requestId, isHttps: proto === "https" };
}

/** The id that a caller gave its request, if it is one: a full key has the form of one, too. */
export function requestIdOf(claimed: string | string[] | undefined): string | undefined {
  const isId = typeof claimed === "string" && requestIdForm.test(claimed) && !holdsSecret(claimed);
  return isId ? claimed : undefined;
}

/** Whether the request names one well-formed host (RFC 9112 section 3.2). */
export function hasValidHost(req: IncomingMessage): boolean {
  const { host } = req.headers;
  if (host === undefined) return req.httpVersion === "1.0";
  const { rawHeaders } = req;
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === "host") count += 1;
  }
  return count === 1 && hostForm.test(host);
}

// Some proxies replace these headers and some append to them.
function nearest(header: string | string[] | undefined, hops: number): string | undefined {
  return pickForwarded(header, hops) ?? pickForwarded(header, Math.min(hops, 1));
}
