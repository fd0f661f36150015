import { randomBytes } from "node:crypto";
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
  refuseRequestLine,
  refuseUnparsed,
  sendRawRefusal,
  sendRefusal,
  toOriginForm,
} from "#lib/http/server/refusals.ts";
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
  onError?: (error: unknown, requestId: string) => void;
};

export type KeysmithServer = {
  httpServer: Server;
  /** Stops accepting, answers what is under way; resolves when all is closed, by force after `graceMs`. */
  close(graceMs: number): Promise<void>;
};

const limits = {
  // Slow headers end within 15 s and slow bodies within 25 s, counting the interval of the check.
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  // A token of 64 KiB is to be refused as a token.
  maxHeaderSize: 96 * 1024,
};
const keepAliveMs = 10_000;
// Longer than common proxies keep a connection, or they would send into one that just closes.
const proxyKeepAliveMs = 75_000;
const socketIdleMs = 60_000;
const lingerMs = 500;

/** The HTTP server around Next: identity, limits and headers that hold for every answer. */
export function createServer(options: ServerOptions): KeysmithServer {
  const inFlight = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  let isClosing = false;

  function receive(req: IncomingMessage, res: ServerResponse): void {
    inFlight.add(res);
    res.once("close", () => inFlight.delete(res));
    if (isClosing) res.setHeader("Connection", "close");
    answer(req, res, options);
  }

  const keepAliveTimeout = options.trustedProxyHops > 0 ? proxyKeepAliveMs : keepAliveMs;
  const settings = { ...limits, keepAliveTimeout, requireHostHeader: false };
  const httpServer = createHttpServer(settings, receive);
  if (!options.isDev) httpServer.setTimeout(socketIdleMs);
  httpServer.on("checkExpectation", receive);
  httpServer.on("connect", (req, socket) => {
    sendRawRefusal(socket, refuseRequestLine(req.method) ?? refuseUnparsed(new Error()));
  });
  httpServer.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  httpServer.on("clientError", (error, socket) => {
    const hasAnswered = [...inFlight].some((res) => res.socket === socket && res.headersSent);
    const isSilent = "bytesRead" in socket && socket.bytesRead === 0;
    if (hasAnswered || isSilent || !socket.writable) socket.destroy();
    else sendRawRefusal(socket, refuseUnparsed(error));
  });

  function destroyUnused(): void {
    const used = new Set([...inFlight].map((res) => res.socket));
    for (const socket of sockets) if (!used.has(socket)) socket.destroy();
  }

  /**
   * http.Server.close would cut idle connections at once, among them those with the next request
   * already on its way. They get a moment to bring it, and `Connection: close` with the answer.
   */
  async function close(graceMs: number): Promise<void> {
    isClosing = true;
    for (const res of inFlight) if (!res.headersSent) res.setHeader("Connection", "close");
    const stopped = new Promise((resolve) => NetServer.prototype.close.call(httpServer, resolve));
    const startedAt = Date.now();
    while (sockets.size > 0 && Date.now() < startedAt + graceMs) {
      if (Date.now() > startedAt + lingerMs) destroyUnused();
      await sleep(20);
    }
    for (const socket of sockets) socket.destroy();
    await stopped;
  }

  return { httpServer, close };
}

function answer(req: IncomingMessage, res: ServerResponse, options: ServerOptions): void {
  toOriginForm(req);
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
  options.handler(req, res).catch((error: unknown) => {
    options.onError?.(error, requestId);
    if (res.headersSent) res.destroy();
    else sendRefusal(res, { status: 500, message: "Something went wrong on our side" });
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
