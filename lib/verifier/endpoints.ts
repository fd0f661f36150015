import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { verifyBody } from "#lib/api-keys/schema.ts";
import type { KeySource } from "#lib/api-keys/verify/find-key.ts";
import { type VerifyContext, verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import type { Forwarding } from "#lib/client-address.ts";
import type { Context } from "#lib/context.ts";
import { checkPrimary } from "#lib/db/check-primary.ts";
import { withDeadline } from "#lib/deadline.ts";
import { isDraining } from "#lib/draining.ts";
import { AppError } from "#lib/errors.ts";
import { maxBodyBytes } from "#lib/http/body.ts";
import { check } from "#lib/http/check.ts";
import { getRelease } from "#lib/release.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";
import { authorize } from "#lib/verifier/authorize.ts";
import { type EndpointResponse, json } from "#lib/verifier/exchange.ts";
import { type VerifyBatchResponse, verifyBatchBody } from "#lib/verifier/schema.ts";

/** Less than a second: many probes time out after that. */
const timeoutMs = 800;
/** Room for 1000 keys of the longest form, each with a scope and an IP address. */
const maxBatchBytes = 512 * 1024;

export interface VerifierOptions {
  /** Context of a verification, without the request. */
  ctx: Omit<VerifyContext, "request">;
  keys: KeySource;
  /** Trust in gateways and proxies that report the client's IP address. */
  forwarding: Forwarding;
  /** How long an expired cache entry of a service token stays valid while the database is down. */
  tokensStaleIfDownMs: number;
  /** Returns the cache state for `/readyz`. */
  describeCache(): string;
  /** Returns whether the cache may serve keys while the database is down. */
  isServingWithoutDatabase(): boolean;
  metrics: Metrics;
  /** Renders all metrics, including those of other processes on the same port. */
  renderMetrics: Metrics["render"];
  security: Context["security"];
  /** Whether each request gets a log line. */
  isAccessLogged: boolean;
}

export interface Call {
  req: IncomingMessage;
  ctx: VerifyContext;
  /** Whether the call came over the Unix socket, whose file mode authorizes callers. */
  isLocal: boolean;
}

export interface Endpoint {
  method: string | null;
  /**
   * Where the service token is and the scope that it needs; null for public endpoints. A gateway has
   * a header of its own, because `Authorization` is the client's.
   */
  proof: { header: "authorization" | "gateway"; scope: ServiceTokenScope } | null;
  /** Whether cached service tokens stay valid during an outage of any length. */
  isForOutages?: true;
  /** Maximum length of the JSON body; undefined if the endpoint reads none. */
  maxBytes?: number;
  run(call: Call, options: VerifierOptions, body: unknown): Promise<EndpointResponse>;
}

/** The verifier's endpoints by path. */
export const endpoints = new Map<string, Endpoint>(
  Object.entries<Endpoint>({
    "/v1/verify": {
      method: "POST",
      proof: { header: "authorization", scope: "verify" },
      maxBytes: maxBodyBytes,
      run: async ({ ctx }, { keys }, body) => {
        const { key, scope, ip = null } = check(verifyBody, body, "body");
        return json(await verifyApiKey(ctx, { key, scope, ip, userAgent: null }, keys));
      },
    },
    "/v1/verify/batch": {
      method: "POST",
      proof: { header: "authorization", scope: "verify" },
      maxBytes: maxBatchBytes,
      run: async ({ ctx }, options, body) => {
        const { keys } = check(verifyBatchBody, body, "body");
        const data = await Promise.all(
          keys.map(({ key, scope, ip = null }) =>
            verifyApiKey(ctx, { key, scope, ip, userAgent: null }, options.keys),
          ),
        );
        return json({ data } satisfies VerifyBatchResponse);
      },
    },
    "/v1/authorize": {
      method: null,
      proof: { header: "gateway", scope: "verify" },
      run: ({ req, ctx }, options) => authorize(ctx, req, options),
    },
    "/metrics": {
      method: "GET",
      proof: { header: "authorization", scope: "metrics" },
      isForOutages: true,
      run: async ({ req }, { renderMetrics }) => {
        const { type, text } = await renderMetrics(req.headers.accept);
        return { status: 200, body: text, contentType: type };
      },
    },
    "/healthz": {
      method: "GET",
      proof: null,
      run: async () => json({ status: "ok", ...getRelease() }),
    },
    "/readyz": {
      method: "GET",
      proof: null,
      run: async ({ ctx }, options) => {
        if (isDraining()) throw new AppError("unavailable", "The verifier is stopping");
        return json({ status: "ready", cache: await findReadyCache(ctx, options) });
      },
    },
  }),
);

/**
 * Returns the cache state, `stale` while it is fenced and replaces the database.
 * @throws the driver's error if neither can serve keys
 */
async function findReadyCache(
  { db }: Pick<VerifyContext, "db">,
  { describeCache, isServingWithoutDatabase }: VerifierOptions,
): Promise<string> {
  const isDatabaseThere = checkPrimary(db).then(() => true);
  if (!isServingWithoutDatabase()) {
    await withDeadline(isDatabaseThere);
    return describeCache();
  }
  const isThere = await Promise.race([isDatabaseThere.catch(() => false), sleep(timeoutMs, false)]);
  const cache = describeCache();
  return isThere || cache === "trusted" ? cache : "stale";
}
