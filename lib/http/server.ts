import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Forwarding } from "#lib/client-address.ts";
import { acceptConnections, type KeysmithServer } from "#lib/http/server/connections.ts";
import type { Cors } from "#lib/http/server/cors.ts";
import { limitBody } from "#lib/http/server/limit-body.ts";
import {
  bodyRefusal,
  closeSoon,
  readingMethods,
  refuseRequest,
  sendRefusal,
  toOriginForm,
} from "#lib/http/server/refusals.ts";
import {
  pageUrlHeader,
  rewriteHeaders,
  stripNextHeaders,
} from "#lib/http/server/request-headers.ts";
import {
  documentPolicy,
  inertPolicy,
  isDocumentPath,
  resourcePolicy,
  securityHeaders,
} from "#lib/http/server/security-headers.ts";
import { getPath, isApiPath, normalizeTarget } from "#lib/http/server/target.ts";
import { getTraceId } from "#lib/telemetry/tracer.ts";

export type ServerOptions = {
  /** Handles well-formed requests. */
  handler: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** The proxies whose forwarding headers are trusted. */
  forwarding: Forwarding;
  /** The declared URL under which merchants know us. */
  publicUrl?: string;
  /** Whether HSTS includes subdomains. */
  hstsIncludeSubDomains?: boolean;
  /** Lets pages of other origins call the API. */
  cors?: Cors;
  /** Origins besides its own that a page may send requests to. */
  connectTo?: readonly string[];
  /** Loosens the Content-Security-Policy for hot reloading. */
  isDev?: boolean;
  /** Called with what `handler` throws, which the caller sees as a 500. */
  onError?: (error: unknown, request: { requestId: string; method: string; path: string }) => void;
  /** Called for every request, once its response is sent or its caller gone. */
  onAnswer?: (answer: Answer) => void;
};

export type Answer = {
  requestId: string;
  method: string;
  /** The routed path without the query; null for an invalid one. */
  path: string | null;
  /** Null where the caller went away before the response. */
  status: number | null;
  seconds: number;
  /** Undefined if the request is not traced. */
  traceId?: string;
};

const hstsSeconds = 365 * 24 * 3600;

/**
 * Creates the HTTP server in front of Next and the API: request ids, limits and headers for every
 * response.
 */
export function createServer(options: ServerOptions): KeysmithServer {
  const { publicUrl, hstsIncludeSubDomains, isDev } = options;
  const hsts = `max-age=${hstsSeconds}${hstsIncludeSubDomains ? "; includeSubDomains" : ""}`;
  const plain = securityHeaders(undefined);
  const overTls = securityHeaders(hsts);
  const isPublicTls = publicUrl?.startsWith("https:");
  const getHeaders = (isHttps: boolean) => ((isPublicTls ?? isHttps) ? overTls : plain);
  return acceptConnections({
    onRequest: (req, res) => answer(req, res, options, getHeaders),
    isBehindProxy: options.forwarding.hops > 0,
    headers: [...getHeaders(false), ["Content-Security-Policy", inertPolicy]],
    isDev,
  });
}

function answer(
  req: IncomingMessage,
  res: ServerResponse,
  options: ServerOptions,
  getHeaders: (isHttps: boolean) => [string, string][],
): void {
  const { isDev = false } = options;
  toOriginForm(req);
  const target = normalizeTarget(req.url ?? "");
  const path = target === null ? null : getPath(target);
  if (target !== null) req.url = target;
  if (options.onAnswer) tellAnswer(req, res, path, options.onAnswer);
  const { requestId, isHttps, isForwardedHostWrong } = rewriteHeaders(req, options.forwarding);
  res.setHeader("X-Request-Id", requestId);
  for (const [name, value] of getHeaders(isHttps)) res.setHeader(name, value);
  const isApi = path !== null && isApiPath(path);
  if (isApi) res.setHeader("Cache-Control", "no-store");

  const refusal = refuseRequest({ req, path, isForwardedHostWrong, isDev });
  const isDocument = !refusal && path !== null && isDocumentPath(path);
  stripNextHeaders(req.headers, isDocument);
  setContentPolicy(req, res, { path, isDocument, isDev, connectTo: options.connectTo });
  if (isDocument && req.headers.rsc === undefined) req.headers[pageUrlHeader] = req.url;
  if (isApi && !refusal && options.cors?.(req, res, path)) return;
  if (refusal) {
    sendRefusal(res, refusal);
    return;
  }
  if (req.method === "OPTIONS" && path !== null && !isApi) {
    res.writeHead(204, { Allow: readingMethods.join(", ") }).end();
    return;
  }
  let isCutOff = false;
  limitBody(req, () => {
    if (res.headersSent) return false;
    isCutOff = true;
    sendRefusal(res, bodyRefusal);
    closeSoon(req);
    return true;
  });
  const { method = "" } = req;
  options.handler(req, res).catch((error: unknown) => {
    // The rest of its body never reached the handler.
    if (isCutOff) return;
    options.onError?.(error, { requestId, method, path: path ?? "" });
    if (res.headersSent) res.destroy();
    else sendRefusal(res, { status: 500, message: "Something went wrong on our side" });
  });
}

function tellAnswer(
  req: IncomingMessage,
  res: ServerResponse,
  path: string | null,
  onAnswer: (answer: Answer) => void,
): void {
  const startedAt = performance.now();
  const { method = "" } = req;
  res.once("close", () => {
    const status = res.headersSent ? res.statusCode : null;
    const requestId = String(res.getHeader("X-Request-Id") ?? "");
    const seconds = (performance.now() - startedAt) / 1000;
    onAnswer({ requestId, traceId: getTraceId(req), method, path, status, seconds });
  });
}

function setContentPolicy(
  req: IncomingMessage,
  res: ServerResponse,
  about: {
    path: string | null;
    isDocument: boolean;
    isDev: boolean;
    connectTo?: readonly string[];
  },
): void {
  const { path, isDocument, isDev, connectTo = [] } = about;
  if (!isDocument) {
    res.setHeader("Content-Security-Policy", resourcePolicy(path));
    return;
  }
  const nonce = randomBytes(16).toString("base64url");
  const policy = documentPolicy(nonce, { isDev, connectTo });
  // Next takes the nonce for its own scripts from the request's header.
  req.headers["content-security-policy"] = policy;
  req.headers["x-nonce"] = nonce;
  res.setHeader("Content-Security-Policy", policy);
}
