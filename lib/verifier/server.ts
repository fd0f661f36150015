import type { IncomingMessage, ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import type { KeyFinder } from "#lib/api-keys/find-key.ts";
import { verifyBody } from "#lib/api-keys/schema.ts";
import { type VerifyContext, verifyApiKey } from "#lib/api-keys/verify.ts";
import { AppError } from "#lib/errors.ts";
import { readBearer } from "#lib/http/bearer.ts";
import { maxBodyBytes } from "#lib/http/body.ts";
import { check } from "#lib/http/check.ts";
import { withDeadline } from "#lib/http/deadline.ts";
import { acceptConnections, type KeysmithServer } from "#lib/http/server/connections.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import { authorize } from "#lib/verifier/authorize.ts";
import {
  type Answer,
  failureAnswer,
  json,
  readJsonBody,
  readRequestId,
  sendAnswer,
} from "#lib/verifier/exchange.ts";
import { type VerifyBatchAnswer, verifyBatchBody } from "#lib/verifier/schema.ts";

/** A thousand keys of the longest form, each with a scope and an address. */
const maxBatchBytes = 512 * 1024;

export interface VerifierOptions {
  /** All that a verdict needs but the request. */
  ctx: Omit<VerifyContext, "request">;
  find: KeyFinder;
  /** How many proxies, the gateway itself included, append to X-Forwarded-For. */
  gatewayHops: number;
  /** For how long service tokens that were good still are while the database is away. */
  staleIfDownMs: number;
  /** How far what is remembered may be trusted, for who watches. */
  describeCache(): string;
}

interface Call {
  req: IncomingMessage;
  ctx: VerifyContext;
  /** Whether it came by the Unix socket, whose file says who may. */
  isLocal: boolean;
}

interface Endpoint {
  method: string | null;
  /** Which header proves the caller; null for anyone. */
  proof: "authorization" | "x-keysmith-service-token" | null;
  run(call: Call, options: VerifierOptions): Promise<Answer>;
}

const endpoints = new Map<string, Endpoint>(
  Object.entries<Endpoint>({
    "/v1/verify": {
      method: "POST",
      proof: "authorization",
      run: async ({ req, ctx }, { find }) => {
        const body = check(verifyBody, await readJsonBody(req, maxBodyBytes), "body");
        const { key, scope, ip = null } = body;
        return json(await verifyApiKey(ctx, { key, scope, ip, userAgent: null }, find));
      },
    },
    "/v1/verify/batch": {
      method: "POST",
      proof: "authorization",
      run: async ({ req, ctx }, { find }) => {
        const { keys } = check(verifyBatchBody, await readJsonBody(req, maxBatchBytes), "body");
        const data = await Promise.all(
          keys.map(({ key, scope, ip = null }) =>
            verifyApiKey(ctx, { key, scope, ip, userAgent: null }, find),
          ),
        );
        return json({ data } satisfies VerifyBatchAnswer);
      },
    },
    "/v1/authorize": {
      method: null,
      proof: "x-keysmith-service-token",
      run: ({ req, ctx }, options) => authorize(ctx, req, options),
    },
    "/healthz": { method: "GET", proof: null, run: async () => json({ status: "ok" }) },
    "/readyz": {
      method: "GET",
      proof: null,
      run: async ({ ctx }, { describeCache }) => {
        await ctx.db.execute(sql`select 1`);
        return json({ status: "ready", cache: describeCache() });
      },
    },
  }),
);

/** Envoy appends the path of the request that it holds. */
const authorizePrefix = "/v1/authorize/";

/**
 * The service that tells whether keys are good, over TCP to who shows a service token, and over a
 * Unix socket to who may open it.
 */
export function createVerifier(options: VerifierOptions, isLocal: boolean): KeysmithServer {
  return acceptConnections({
    onRequest: (req, res) => void answer(req, res, options, isLocal),
    isBehindProxy: true,
  });
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  options: VerifierOptions,
  isLocal: boolean,
): Promise<void> {
  const requestId = readRequestId(req);
  const request = { id: requestId, address: null, userAgent: null };
  try {
    const call: Call = { req, ctx: { ...options.ctx, request }, isLocal };
    sendAnswer(res, requestId, await withDeadline(run(call, options)));
  } catch (error) {
    sendAnswer(res, requestId, failureAnswer(error, requestId));
  }
}

async function run(call: Call, options: VerifierOptions): Promise<Answer> {
  const { method, url = "" } = call.req;
  const queryStart = url.indexOf("?");
  const path = queryStart < 0 ? url : url.slice(0, queryStart);
  const endpoint = endpoints.get(path.startsWith(authorizePrefix) ? "/v1/authorize" : path);
  if (!endpoint) throw new AppError("not_found");
  if (endpoint.method !== null && endpoint.method !== method) {
    throw new AppError("method_not_allowed", undefined, { headers: { Allow: endpoint.method } });
  }
  if (endpoint.proof !== null && !call.isLocal) await admit(call, endpoint.proof, options);
  return endpoint.run(call, options);
}

async function admit(
  { req, ctx }: Call,
  proof: NonNullable<Endpoint["proof"]>,
  { staleIfDownMs }: VerifierOptions,
): Promise<void> {
  const shown = req.headers[proof];
  if (typeof shown !== "string") throw new AppError("unauthorized");
  const token = proof === "authorization" ? (readBearer(shown) ?? "") : shown;
  await authenticateServiceToken(ctx, token, staleIfDownMs);
}
