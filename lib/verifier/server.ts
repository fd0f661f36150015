import type { IncomingMessage, ServerResponse } from "node:http";
import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { toAddress } from "#lib/client-address.ts";
import { SharedDeadline } from "#lib/deadline.ts";
import { AppError } from "#lib/errors.ts";
import { readBearer } from "#lib/http/bearer.ts";
import { acceptConnections, type KeysmithServer } from "#lib/http/server/connections.ts";
import { hasValidHost } from "#lib/http/server/host.ts";
import { readRequestId } from "#lib/http/server/request-headers.ts";
import { logAccess } from "#lib/log.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import { traceRequest } from "#lib/telemetry/trace-request.ts";
import { activeTracer, getTraceId } from "#lib/telemetry/tracer.ts";
import {
  type Call,
  type Endpoint,
  endpoints,
  type VerifierOptions,
} from "#lib/verifier/endpoints.ts";
import {
  commonHeaders,
  type EndpointResponse,
  readJsonBody,
  sendResponse,
  toErrorResponse,
} from "#lib/verifier/exchange.ts";

/** Envoy appends the path of the request it authorizes. */
const authorizePrefix = "/v1/authorize/";

/**
 * Creates the verification server, for callers with a service token over TCP, or for callers that
 * may open the Unix socket.
 */
export function createVerifier(options: VerifierOptions, isLocal: boolean): KeysmithServer {
  const tracer = activeTracer();
  const onRequest = (req: IncomingMessage, res: ServerResponse): void => {
    const route = getRoute(req);
    const handle = () => respond({ req, res, route, isLocal }, options);
    void (tracer ? traceRequest(tracer, { req, route }, handle) : handle());
  };
  return acceptConnections({ onRequest, isBehindProxy: true, headers: commonHeaders });
}

interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  route: string;
  isLocal: boolean;
}

/** @returns the status of the response, which is sent at the end of this event loop turn */
async function respond(exchange: Exchange, options: VerifierOptions): Promise<number> {
  const startedAt = performance.now();
  const { req, res, route, isLocal } = exchange;
  const requestId = readRequestId(req.headers);
  const request = { id: requestId, address: null, userAgent: null };
  const call: Call = { req, ctx: { ...options.ctx, request }, isLocal };
  const { method = "" } = req;
  const given = await run(call, route, options).catch((error) =>
    toErrorResponse(error, { requestId, method, route }),
  );
  sendResponse(res, requestId, given, () => {
    const status = res.destroyed ? null : given.status;
    const seconds = (performance.now() - startedAt) / 1000;
    const answered = { method, route, status, seconds, traceId: getTraceId(req) };
    options.metrics.countRequest(answered);
    if (options.isAccessLogged) logAccess({ requestId, ...answered });
  });
  return given.status;
}

/** Returns the endpoint's path, or `other`. */
function getRoute({ url = "" }: IncomingMessage): string {
  const queryStart = url.indexOf("?");
  const path = queryStart < 0 ? url : url.slice(0, queryStart);
  if (path.startsWith(authorizePrefix)) return "/v1/authorize";
  return endpoints.has(path) ? path : "other";
}

async function run(call: Call, route: string, options: VerifierOptions): Promise<EndpointResponse> {
  const { method } = call.req;
  if (!hasValidHost(call.req)) {
    throw new AppError("bad_request", "The Host header is missing or not valid");
  }
  const endpoint = endpoints.get(route);
  if (!endpoint) throw new AppError("not_found");
  if (endpoint.method !== null && endpoint.method !== method) {
    throw new AppError("method_not_allowed", undefined, { headers: { Allow: endpoint.method } });
  }
  // Counts the time spent on the database, not on a slow caller's body.
  const deadline = new SharedDeadline();
  const { maxBytes, proof } = endpoint;
  if (proof !== null && !call.isLocal) {
    const staleMs = endpoint.isForOutages ? Number.POSITIVE_INFINITY : options.tokensStaleIfDownMs;
    await deadline.spend(admit(call, proof, options.security, staleMs));
  }
  const body = maxBytes === undefined ? undefined : await readJsonBody(call.req, maxBytes);
  return deadline.spend(endpoint.run(call, options, body));
}

async function admit(
  { req, ctx }: Call,
  { header, scope }: NonNullable<Endpoint["proof"]>,
  security: VerifierOptions["security"],
  staleIfDownMs: number,
): Promise<void> {
  const gatewayHeader = `${ctx.config.gatewayHeaders}-service-token`.toLowerCase();
  const shown = req.headers[header === "gateway" ? gatewayHeader : header];
  if (typeof shown !== "string") throw new AppError("unauthorized");
  const token = header === "authorization" ? (readBearer(shown) ?? "") : shown;
  await authenticateServiceToken(ctx, token, scope, staleIfDownMs).catch((error) => {
    const address = toAddress(req.socket.remoteAddress);
    recordRefusal({ security, request: { ...ctx.request, address } }, error);
    throw error;
  });
}
