import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Forwarding, pickForwarded, toAddress } from "#lib/client-address.ts";
import { isHost } from "#lib/http/server/host.ts";
import { holdsSecret } from "#lib/text.ts";

const requestIdForm = /^[A-Za-z0-9_-]{8,64}$/;

/** Replaces an unreadable IP address in X-Forwarded-For (RFC 7239 section 6). */
export const unknownAddress = "unknown";

/** Header with our direct peer, such as a proxy. */
export const peerHeader = "x-keysmith-peer";

/** Header with the path and search of a document, which Next does not tell to a layout. */
export const pageUrlHeader = "x-keysmith-page-url";

/** Headers that only we, a proxy we trust, or Next may write. */
const reserved = [
  "content-security-policy",
  "content-security-policy-report-only",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  pageUrlHeader,
  peerHeader,
  "x-nonce",
  "x-real-ip",
];

/** Headers of Next's internal communication, which it accepts from anybody. */
const nextInternal =
  /^(?:rsc$|next-|x-(?:action|invoke|matched|middleware|next|nextjs|now|prerender)-)/;

/** The ones that Next's router sends from the browser, for a document. */
const nextRouter = new Set([
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
  "next-hmr-refresh",
  "x-nextjs-request-id",
  "x-nextjs-html-request-id",
]);

export type TrustedFacts = {
  requestId: string;
  isHttps: boolean;
  /** Whether the proxies named an invalid host. */
  isForwardedHostWrong: boolean;
};

/** Replaces a caller's claims about itself by known facts that handlers may trust. */
export function rewriteHeaders(
  { headers, socket }: IncomingMessage,
  forwarding: Forwarding,
): TrustedFacts {
  const peer = toAddress(socket.remoteAddress);
  const hops = forwarding.trusts(peer) ? forwarding.hops : 0;
  const address = hops > 0 ? toAddress(pickForwarded(headers["x-forwarded-for"], hops)) : peer;
  const host = nearest(headers["x-forwarded-host"], hops);
  const proto = nearest(headers["x-forwarded-proto"], hops);
  for (const name of reserved) delete headers[name];

  const requestId = readRequestId(headers);
  headers["x-request-id"] = requestId;
  // Never left out: Next would fill in the proxy's own address.
  headers["x-forwarded-for"] = address ?? unknownAddress;
  if (peer) headers[peerHeader] = peer;
  if (host) headers["x-forwarded-host"] = host;
  if (proto === "http" || proto === "https") headers["x-forwarded-proto"] = proto;
  const isForwardedHostWrong = host !== undefined && !isHost(host);
  return { requestId, isHttps: proto === "https", isForwardedHostWrong };
}

/** Returns the caller of a request with rewritten headers. */
export function readCaller({ headers }: Pick<IncomingMessage, "headers">) {
  const address = String(headers["x-forwarded-for"]);
  const peer = headers[peerHeader];
  return {
    address: address === unknownAddress ? null : address,
    peer: typeof peer === "string" ? peer : null,
  };
}

/** Removes the headers by which a caller could change how Next responds. */
export function stripNextHeaders(headers: IncomingHttpHeaders, isDocument: boolean): void {
  for (const name in headers) {
    if (nextInternal.test(name) && !(isDocument && nextRouter.has(name))) delete headers[name];
  }
}

/**
 * Returns the request id that a caller sent, if it is well-formed and no secret, else a new one.
 */
export function readRequestId({ "x-request-id": claimed }: IncomingHttpHeaders): string {
  const isId = typeof claimed === "string" && requestIdForm.test(claimed) && !holdsSecret(claimed);
  return isId ? claimed : randomUUID();
}

// Some proxies replace these headers and some append to them.
function nearest(header: string | string[] | undefined, hops: number): string | undefined {
  return pickForwarded(header, hops) ?? pickForwarded(header, Math.min(hops, 1));
}
