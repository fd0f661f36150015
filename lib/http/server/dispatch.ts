import type { IncomingMessage, ServerResponse } from "node:http";
import { addRoute, createRouter, findRoute } from "rou3";
import { NodeRequest } from "srvx/node";
import { AppError } from "#lib/errors.ts";
import { errorResponse } from "#lib/http/errors.ts";
import type { Method, Route } from "#lib/http/route.ts";
import { sendResponse } from "#lib/http/server/send-response.ts";
import { getPath } from "#lib/http/server/target.ts";
import { traceRequest } from "#lib/telemetry/trace-request.ts";
import { activeTracer } from "#lib/telemetry/tracer.ts";

/** Responds to a request, or resolves to false for one of another handler. */
export type Dispatch = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

/** Below it no other handler responds. */
const ownPath = /^\/api\/v1(?:\/|$)/;

interface Target {
  template: string;
  route: Route;
}

/**
 * Creates a dispatcher that calls routes without Next, with the same results.
 * @param routes by their paths, with parameters in braces
 */
export async function createDispatch(
  routes: Readonly<Record<string, () => Promise<Route>>>,
): Promise<Dispatch> {
  const router = createRouter<Target>();
  for (const [template, load] of Object.entries(routes)) {
    addRoute(router, "", template.replace(/\{(\w+)\}/g, ":$1"), { template, route: await load() });
  }
  return async (req, res) => {
    const path = getPath(req.url ?? "");
    const found = findRoute(router, "", path);
    if (!found && !ownPath.test(path)) return false;
    const answer = async () => {
      const response = await respond(toRequest(req, res), found);
      await sendResponse(req, res, response);
      return res.statusCode;
    };
    const tracer = activeTracer();
    const route = found?.data.template ?? "other";
    if (tracer) await traceRequest(tracer, { req, route }, answer);
    else await answer();
    return true;
  };
}

type Found = ReturnType<typeof findRoute<Target>>;

async function respond(request: Request, found: Found): Promise<Response> {
  if (!found) {
    const requestId = request.headers.get("x-request-id") ?? "";
    return errorResponse(new AppError("not_found"), { requestId });
  }
  const { route } = found.data;
  if (request.method === "OPTIONS") return route.OPTIONS();
  const method = request.method === "HEAD" ? "GET" : (request.method as Method);
  return route[method](request, { params: Promise.resolve(decode(found.params)) });
}

/** The escapes have been validated. */
function decode(params: Record<string, string> = {}): Record<string, string> {
  const entries = Object.entries(params);
  return Object.fromEntries(entries.map(([name, value]) => [name, decodeURIComponent(value)]));
}

/** Creates a Request with the rewritten headers, the only trusted ones. */
function toRequest(req: IncomingMessage, res: ServerResponse): Request {
  req.rawHeaders = Object.entries(req.headers).flatMap(([name, value = ""]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each) => [name, each]),
  );
  return new NodeRequest({ req, res });
}
