import { FastResponse } from "srvx/node";
import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { isSecureRequest } from "#lib/auth/cookie.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";
import type { Env } from "#lib/env.ts";
import { errorResponse } from "#lib/http/errors.ts";
import { describeRequest } from "#lib/http/request.ts";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";

export interface About {
  request: Request;
  env: Env;
  /** Headers of the response, for the endpoint to add to. */
  headers: Headers;
  /** Whether the browser came over TLS, and so which cookies are ours. */
  isSecure: boolean;
}

/** Counts a request of `key` against a rate limit, and has the response tell what is left. */
export type Draw = (policy: RateLimitPolicy, key: string) => Promise<void>;

export interface Endpoint<C> {
  /** The path with its parameters in braces, for logs and records. */
  template: string;
  /** Authenticates the request and checks its limits. */
  admit(ctx: Context, about: About, draw: Draw): Promise<C>;
  /** Does the work. Returns the response, or a value to send as JSON. */
  work(ctx: C, about: About, draw: Draw): Promise<unknown>;
  /** 200 by default. */
  status?: number;
}

/** Responds to a request within the deadline; a refusal comes in the error envelope. */
export async function serve<C>(endpoint: Endpoint<C>, request: Request): Promise<Response> {
  const info = describeRequest(request.headers);
  const limits: [string, string][] = [];
  let anyone: Context | undefined;
  let admitted: C | undefined;
  const draw: Draw = async (policy, key) => {
    limits.push(...(await getServer().rateLimits.consume(policy, key)));
  };
  const respond = async () => {
    const { env } = getServer();
    const isSecure = isSecureRequest(request.headers, env.KEYSMITH_URL);
    const about = { request, env, headers: new Headers(), isSecure };
    anyone = createContext(info);
    admitted = await endpoint.admit(anyone, about, draw);
    const result = await endpoint.work(admitted, about, draw);
    const { status = 200 } = endpoint;
    const headers = [...limits, ...about.headers];
    if (result instanceof Response) {
      addHeaders(result.headers, headers);
      return result;
    }
    if (status === 204) return new Response(null, { status, headers });
    headers.push(["content-type", "application/json"]);
    return new FastResponse(JSON.stringify(result), { status, headers });
  };
  try {
    return await withDeadline(respond());
  } catch (error) {
    const { method } = request;
    const route = endpoint.template;
    if (anyone) recordRefusal(anyone, error, `${method} ${route}`);
    const merchantId = readMerchantId(admitted);
    const response = errorResponse(error, { requestId: info.id, method, route, merchantId });
    // A refusal names the one limit that was reached, to which its Retry-After belongs.
    if (response.status !== 429) addHeaders(response.headers, limits);
    return response;
  }
}

/** Returns the caller's merchant, where they act for one. */
function readMerchantId(ctx: unknown): string | undefined {
  return (ctx as Partial<MerchantContext> | undefined)?.merchantId;
}

function addHeaders(headers: Headers, added: [string, string][]): void {
  for (const [name, value] of added) headers.append(name, value);
}
