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
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";
import { authorize } from "#lib/verifier/authorize.ts";
import { type Answer, json } from "#lib/verifier/exchange.ts";
import { type VerifyBatchAnswer, verifyBatchBody } from "#lib/verifier/schema.ts";

/** Less than a second, after which many probes give up. */
const patienceMs = 800;
/** A thousand keys of the longest form, each with a scope and an address. */
const maxBatchBytes = 512 * 1024;

export interface VerifierOptions {
  /** All that a verdict needs but the request. */
  ctx: Omit<VerifyContext, "request">;
  keys: KeySource;
  /** Which gateways may say whom they speak for, the proxies before them included. */
  forwarding: Forwarding;
  /** For how long service tokens that were good still are while the database is away. */
  tokensStaleIfDownMs: number;
  /** How far what is remembered may be trusted, for who watches. */
  describeCache(): string;
  /** Whether keys are answered by what is remembered while the database is away. */
  isServingWithoutDatabase(): boolean;
  metrics: Metrics;
  /** The text of all metrics, those of other processes on the same port included. */
  readMetrics(): Promise<string>;
  security: Context["security"];
  /** Whether each request is a line in the log. */
  isAccessLogged: boolean;
}

export interface Call {
  req: IncomingMessage;
  ctx: VerifyContext;
  /** Whether it came by the Unix socket, whose file says who may. */
  isLocal: boolean;
}

export interface Endpoint {
  method: string | null;
  /** In which header a service token is, and what it must be allowed to do; null for anyone. */
  proof: { header: "authorization" | "x-keysmith-service-token"; scope: ServiceTokenScope } | null;
  /** Whether service tokens that were valid keep on being so for all of an outage. */
  isForOutages?: true;
  /** How long a JSON body may be; without it none is read. */
  maxBytes?: number;
  run(call: Call, options: VerifierOptions, body: unknown): Promise<Answer>;
}

/** What the verifier answers, by path. */
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
        return json({ data } satisfies VerifyBatchAnswer);
      },
    },
    "/v1/authorize": {
      method: null,
      proof: { header: "x-keysmith-service-token", scope: "verify" },
      run: ({ req, ctx }, options) => authorize(ctx, req, options),
    },
    "/metrics": {
      method: "GET",
      proof: { header: "authorization", scope: "metrics" },
      isForOutages: true,
      run: async (_call, { metrics: { registry }, readMetrics }) => ({
        status: 200,
        body: await readMetrics(),
        contentType: registry.contentType,
      }),
    },
    "/healthz": { method: "GET", proof: null, run: async () => json({ status: "ok" }) },
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
 * How far the cache may be trusted, `stale` while it is fenced and answers in place of the database.
 * @throws the driver's error where neither of them answers
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
  const isThere = await Promise.race([
    isDatabaseThere.catch(() => false),
    sleep(patienceMs, false),
  ]);
  const cache = describeCache();
  return isThere || cache === "trusted" ? cache : "stale";
}
