import { randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type ErrorEnvelope, errorCodeOf } from "#lib/errors.ts";
import { helpLink } from "#lib/http/help-link.ts";

export type Refusal = {
  status: number;
  message: string;
  /** For a 405, what is allowed there; by default what is allowed somewhere. */
  allow?: string;
};
export type ParserError = NodeJS.ErrnoException & { rawPacket?: Buffer };

const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const allowedMethods = [...knownMethods].join(", ");
const maxUrlLength = 8192;
const closeDelayMs = 1_000;

const methodRefusal = { status: 405, message: "This method is not supported" };
const syntaxRefusal = { status: 400, message: "The request is not well-formed HTTP" };
const parserRefusals: Record<string, Refusal> = {
  HPE_INVALID_METHOD: methodRefusal,
  HPE_HEADER_OVERFLOW: { status: 431, message: "The headers of the request are too large" },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: "The request took too long to arrive" },
};

/** Why no handler should see this method and URL, if so. */
export function refuseRequestLine(method = "", url = ""): Refusal | undefined {
  if (!knownMethods.has(method)) return methodRefusal;
  if (url.length > maxUrlLength) return { status: 400, message: "The URL is too long" };
  if (!url.startsWith("/") || !isDecodable(url)) {
    return { status: 400, message: "The URL is not valid" };
  }
  return undefined;
}

/** Answers in the API's error envelope. */
export function sendRefusal(res: ServerResponse, { status, message, allow }: Refusal): void {
  res.writeHead(status, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    ...refusalHeaders(status, allow),
  });
  res.end(envelope(status, message));
}

/** What to answer to bytes that Node's parser did not accept. */
export function refuseUnparsed(error: ParserError): Refusal {
  const refusal = parserRefusals[error.code ?? ""] ?? syntaxRefusal;
  const isRequestLine = /^[A-Za-z-]+ /.test(error.rawPacket?.toString("latin1") ?? "");
  return refusal === methodRefusal && !isRequestLine ? syntaxRefusal : refusal;
}

/** Answers where there is no response object, and closes the connection. */
export function sendRawRefusal(socket: Duplex, { status, message }: Refusal): void {
  const body = envelope(status, message);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    `X-Request-Id: ${randomUUID()}`,
    ...Object.entries(refusalHeaders(status)).map(([name, value]) => `${name}: ${value}`),
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  // A caller that is still sending would lose the answer if the connection were reset at once.
  setTimeout(() => socket.destroy(), closeDelayMs).unref();
}

/** RFC 9112 section 3.2.2: a server accepts the absolute form, which names the host again. */
export function toOriginForm(req: IncomingMessage): void {
  const match = /^https?:\/\/([^/?#]*)(.*)$/i.exec(req.url ?? "");
  if (!match) return;
  const [, host, rest = ""] = match;
  req.headers.host = host;
  req.url = rest.startsWith("/") ? rest : `/${rest}`;
}

function isDecodable(url: string): boolean {
  const queryStart = url.indexOf("?");
  const path = queryStart < 0 ? url : url.slice(0, queryStart);
  try {
    return !path.includes("%") || !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

function refusalHeaders(status: number, allow = allowedMethods): Record<string, string> {
  const code = errorCodeOf(status);
  return {
    ...(code && { Link: helpLink(code) }),
    ...(status === 405 && { Allow: allow }),
  };
}

function envelope(status: number, message: string): string {
  const error = STATUS_CODES[status] ?? "Error";
  return JSON.stringify({ error, message, code: status } satisfies ErrorEnvelope);
}
