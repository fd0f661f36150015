import { randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type ErrorEnvelope, getErrorCode } from "#lib/errors.ts";
import { helpLink } from "#lib/http/help-link.ts";
import { hasValidHost } from "#lib/http/server/host.ts";
import { announcesTooMuch, maxRequestBytes } from "#lib/http/server/limit-body.ts";
import { isApiPath } from "#lib/http/server/target.ts";

export type Refusal = {
  status: number;
  message: string;
  /** For 405: the allowed methods. */
  allow?: readonly string[];
};
export type ParserError = NodeJS.ErrnoException & { rawPacket?: Buffer };

const knownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Nothing outside the API changes anything. */
export const readingMethods = ["GET", "HEAD", "OPTIONS"];
const maxUrlLength = 8192;
const closeDelayMs = 1_000;

const methodRefusal: Refusal = {
  status: 405,
  message: "This method is not supported",
  allow: knownMethods,
};
const syntaxRefusal: Refusal = { status: 400, message: "The request is not well-formed HTTP" };
const parserRefusals: Record<string, Refusal> = {
  HPE_INVALID_METHOD: methodRefusal,
  HPE_HEADER_OVERFLOW: { status: 431, message: "The headers of the request are too large" },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: "The request took too long to arrive" },
};

export const bodyRefusal: Refusal = {
  status: 413,
  message: `The request body is larger than ${maxRequestBytes / 1024} KiB`,
};

export interface Arrived {
  req: IncomingMessage;
  /** The path of the normalized target; null for an invalid one. */
  path: string | null;
  isForwardedHostWrong: boolean;
  isDev: boolean;
}

/** Returns the refusal of a request that no handler should see, if any. */
export function refuseRequest(arrived: Arrived): Refusal | undefined {
  const { req, path, isForwardedHostWrong, isDev } = arrived;
  const { method = "", url = "" } = req;
  if (!hasValidHost(req)) {
    return { status: 400, message: "The Host header is missing or not valid" };
  }
  if (isForwardedHostWrong) {
    return { status: 400, message: "The X-Forwarded-Host header is not valid" };
  }
  if (!knownMethods.includes(method)) return methodRefusal;
  if (url.length > maxUrlLength) return { status: 400, message: "The URL is too long" };
  if (path === null) return { status: 400, message: "The URL is not valid" };
  if (!isApiPath(path)) {
    // Paths are case-sensitive, and nothing but the API may look like it.
    if (isApiPath(path.toLowerCase())) {
      return { status: 404, message: "The requested resource was not found" };
    }
    if (!readingMethods.includes(method) && !isDev) {
      return { ...methodRefusal, allow: readingMethods };
    }
  }
  return announcesTooMuch(req) ? bodyRefusal : undefined;
}

/** The response to a proxy's CONNECT. */
export const connectRefusal: Refusal = methodRefusal;

/** Sends a refusal in the API's error envelope. */
export function sendRefusal(res: ServerResponse, refusal: Refusal): void {
  res.writeHead(refusal.status, Object.fromEntries(refusalHeaders(refusal)));
  res.end(envelope(refusal));
}

/** Returns the refusal of bytes that Node's parser rejected. */
export function refuseUnparsed(error: ParserError): Refusal {
  const refusal = parserRefusals[error.code ?? ""] ?? syntaxRefusal;
  const isRequestLine = /^[A-Za-z-]+ /.test(error.rawPacket?.toString("latin1") ?? "");
  return refusal === methodRefusal && !isRequestLine ? syntaxRefusal : refusal;
}

/**
 * Sends a refusal where there is no response object, and closes the connection.
 * @param headers of every response of this server
 */
export function sendRawRefusal(
  socket: Duplex,
  refusal: Refusal,
  headers: readonly [string, string][],
): void {
  const body = envelope(refusal);
  const fields: [string, string][] = [
    ...headers,
    ...refusalHeaders(refusal),
    ["Content-Length", String(Buffer.byteLength(body))],
    ["X-Request-Id", randomUUID()],
    ["Connection", "close"],
  ];
  const { status } = refusal;
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`];
  for (const [name, value] of fields) head.push(`${name}: ${value}`);
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  closeSoon(socket);
}

/** A caller that is still sending would lose the response if the connection were reset at once. */
export function closeSoon(connection: { destroy(): unknown }): void {
  setTimeout(() => connection.destroy(), closeDelayMs).unref();
}

/** RFC 9112 section 3.2.2: a server accepts the absolute form, which names the host again. */
export function toOriginForm(req: IncomingMessage): void {
  const match = /^https?:\/\/([^/?#]*)(.*)$/i.exec(req.url ?? "");
  if (!match) return;
  const [, host, rest = ""] = match;
  req.headers.host = host;
  req.url = rest.startsWith("/") ? rest : `/${rest}`;
}

function refusalHeaders({ status, allow }: Refusal): [string, string][] {
  const code = getErrorCode(status);
  return [
    ["Content-Type", "application/json"],
    ["Cache-Control", "no-store"],
    ...(code ? [["Link", helpLink(code)] as [string, string]] : []),
    ...(allow ? [["Allow", allow.join(", ")] as [string, string]] : []),
  ];
}

function envelope({ status, message }: Refusal): string {
  const error = STATUS_CODES[status] ?? "Error";
  return JSON.stringify({ error, message, code: status } satisfies ErrorEnvelope);
}
