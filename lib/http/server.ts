import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { acceptConnections, type KeysmithServer } from "#lib/http/server/connections.ts";
import { refuseRequestLine, sendRefusal, toOriginForm } from "#lib/http/server/refusals.ts";
import { hasValidHost, rewriteHeaders } from "#lib/http/server/request-headers.ts";
import {
  documentPolicy,
  inertPolicy,
  isDocumentPath,
  setSecurityHeaders,
} from "#lib/http/server/security-headers.ts";

export type ServerOptions = {
  /** Answers what is well-formed; Next's request handler. */
  handler: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** How many proxies in front append to X-Forwarded-For. */
  trustedProxyHops: number;
  /** Loosens the Content-Security-Policy for hot reloading. */
  isDev?: boolean;
  /** Told of what `handler` throws, which the caller sees as a 500. */
  onError?: (error: unknown, request: { requestId: string; method: string; path: string }) => void;
  /** Told of every request, once its answer is out or its caller gone. */
  onAnswer?: (answer: Answer) => void;
};

export type Answer = {
  requestId: string;
  method: string;
  /** As it was asked for, without the query. */
  path: string;
  /** Null where the caller went away before it. */
  status: number | null;
  seconds: number;
};

/** The HTTP server around Next: identity, limits and headers that hold for every answer. */
export function createServer(options: ServerOptions): KeysmithServer {
  return acceptConnections({
    onRequest: (req, res) => answer(req, res, options),
    isBehindProxy: options.trustedProxyHops > 0,
    isDev: options.isDev,
  });
}

function answer(req: IncomingMessage, res: ServerResponse, options: ServerOptions): void {
  toOriginForm(req);
  if (options.onAnswer) tellAnswer(req, res, options.onAnswer);
  const { requestId, isHttps } = rewriteHeaders(req, options.trustedProxyHops);
  res.setHeader("X-Request-Id", requestId);
  setSecurityHeaders(res, isHttps);
  if (readPath(req).startsWith("/api/")) res.setHeader("Cache-Control", "no-store");

  const refusal = hasValidHost(req)
    ? refuseRequestLine(req.method, req.url)
    : { status: 400, message: "The Host header is missing or not valid" };
  setContentPolicy(req, res, !refusal && isDocumentPath(readPath(req)), options.isDev ?? false);
  if (refusal) {
    sendRefusal(res, refusal);
    return;
  }
  const { method = "" } = req;
  const path = readPath(req);
  options.handler(req, res).catch((error: unknown) => {
    options.onError?.(error, { requestId, method, path });
    if (res.headersSent) res.destroy();
    else sendRefusal(res, { status: 500, message: "Something went wrong on our side" });
  });
}

function tellAnswer(
  req: IncomingMessage,
  res: ServerResponse,
  onAnswer: (answer: Answer) => void,
): void {
  const startedAt = performance.now();
  // Read now: a handler may change the URL.
  const { method = "" } = req;
  const path = readPath(req);
  res.once("close", () => {
    const status = res.headersSent ? res.statusCode : null;
    const requestId = String(res.getHeader("X-Request-Id") ?? "");
    onAnswer({ requestId, method, path, status, seconds: (performance.now() - startedAt) / 1000 });
  });
}

function setContentPolicy(
  req: IncomingMessage,
  res: ServerResponse,
  isDocument: boolean,
  isDev: boolean,
): void {
  if (!isDocument) {
    res.setHeader("Content-Security-Policy", inertPolicy);
    return;
  }
  const nonce = randomBytes(16).toString("base64url");
  const policy = documentPolicy(nonce, isDev);
  // Next takes the nonce for its own scripts from the request's header.
  req.headers["content-security-policy"] = policy;
  req.headers["x-nonce"] = nonce;
  res.setHeader("Content-Security-Policy", policy);
}

function readPath(req: IncomingMessage): string {
  return (req.url ?? "").replace(/[?#].*$/s, "");
}
