import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { requireServiceToken } from "#lib/http/caller.ts";
import { errorResponse } from "#lib/http/errors.ts";
import { describeRequest } from "#lib/http/request.ts";
import { type About, serve } from "#lib/http/serve.ts";
import type { Operation } from "#lib/operation.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** Responds to a request with the parameters of its path. */
export type Handle = (request: Request, params: Record<string, string>) => Promise<Response>;

/** The signature that Next calls; despite its types, without parameters for a path without them. */
export interface RouteHandler {
  (
    request: Request,
    about: { params: Promise<Record<string, string> | undefined> },
  ): Promise<Response>;
  /** The operation of the contract that it implements. */
  operation?: Operation;
}

/**
 * Creates the exports of a route file: the given methods, and 405 in the envelope for the others.
 */
export type Route = Readonly<Record<Method, RouteHandler>> & {
  readonly OPTIONS: () => Promise<Response>;
};

/** The exports of a route file: each method that it has, and 405 in the envelope for the others. */
export function defineRoute(handles: Partial<Record<Method, Handle>>): Route {
  const allowed = methods.filter((method) => handles[method]);
  const allow = [...allowed, ...(handles.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse: Handle = async (request) => {
    const error = new AppError("method_not_allowed", undefined, { headers: { Allow: allow } });
    return errorResponse(error, { requestId: describeRequest(request.headers).id });
  };
  const of = (method: Method): RouteHandler => {
    const handle = handles[method] ?? refuse;
    return async (request, { params }) => handle(request, (await params) ?? {});
  };
  const listMethods = async () => new Response(null, { status: 204, headers: { Allow: allow } });
  return {
    GET: of("GET"),
    POST: of("POST"),
    PUT: of("PUT"),
    PATCH: of("PATCH"),
    DELETE: of("DELETE"),
    OPTIONS: listMethods,
  };
}

type Run = (ctx: Context, about: About) => Promise<unknown>;

/**
 * Creates an endpoint outside the contract that anyone may call.
 * @param rateLimit counts each IP address; null for none
 */
export function openEndpoint(run: Run, rateLimit: RateLimitPolicy | null = "address"): Handle {
  return (request) =>
    serve<Context>(
      {
        template: new URL(request.url).pathname,
        admit: async (ctx, _about, draw) => {
          if (rateLimit) await draw(rateLimit, addressKey(ctx.request));
          return ctx;
        },
        work: run,
      },
      request,
    );
}

/**
 * Creates an endpoint outside the contract for the operator's own services. Service tokens that
 * were valid stay so during an outage.
 */
export function serviceEndpoint(scope: ServiceTokenScope, run: Run): Handle {
  return (request) =>
    serve<Context>(
      {
        template: new URL(request.url).pathname,
        admit: async (ctx) => {
          await requireServiceToken(ctx, request, scope, Number.POSITIVE_INFINITY);
          return ctx;
        },
        work: run,
      },
      request,
    );
}
