import type { IncomingMessage, ServerResponse } from "node:http";
import { addRoute, createRouter, findRoute } from "rou3";
import type { Operation } from "#lib/operation.ts";

/** Headers of responses that a page of another origin may read. */
export const exposedHeaders = [
  "Content-Disposition",
  "Effective-At",
  "Idempotency-Replayed",
  "Link",
  "Preference-Applied",
  "RateLimit",
  "RateLimit-Policy",
  "Retry-After",
  "WWW-Authenticate",
  "X-Request-Id",
];

const preflightMaxAgeSeconds = 600;

interface Shared {
  methods: string[];
  headers: string[];
}

/** Answers pages of other origins. Returns whether the request was a preflight and is answered. */
export type Cors = (req: IncomingMessage, res: ServerResponse, path: string) => boolean;

/**
 * Creates the CORS rules: pages of these origins may call the contract's operations, but for those
 * of the portal alone, and never with a cookie.
 */
export function createCors(origins: readonly string[], operations: readonly Operation[]): Cors {
  const router = createRouter<Shared>();
  const shared = operations.filter(({ access }) => access !== "portal");
  for (const [path, group] of Map.groupBy(shared, (operation) => operation.path)) {
    addRoute(router, "", path.replace(/\{(\w+)\}/g, ":$1"), {
      methods: group.map(({ method }) => method.toUpperCase()),
      headers: [...new Set(["Authorization", "Content-Type", ...group.flatMap(listHeaders)])],
    });
  }
  return (req, res, path) => {
    res.appendHeader("Vary", "Origin");
    const { origin } = req.headers;
    const found = findRoute(router, "", path)?.data;
    if (origin === undefined || !origins.includes(origin) || !found) return false;
    // A session must not act for a page of another origin.
    delete req.headers.cookie;
    res.setHeader("Access-Control-Allow-Origin", origin);
    res.setHeader("Access-Control-Expose-Headers", exposedHeaders.join(", "));
    const asked = req.headers["access-control-request-method"];
    if (req.method !== "OPTIONS" || asked === undefined) return false;
    res.writeHead(204, {
      "Access-Control-Allow-Methods": found.methods.join(", "),
      "Access-Control-Allow-Headers": found.headers.join(", "),
      "Access-Control-Max-Age": String(preflightMaxAgeSeconds),
    });
    res.end();
    return true;
  };
}

function listHeaders({ access, isIdempotent, representation, headers }: Operation): string[] {
  return [
    ...(access === "api-key" ? ["X-API-Key"] : []),
    ...(isIdempotent ? ["Idempotency-Key"] : []),
    ...(representation ? ["Prefer"] : []),
    ...Object.keys(headers ?? {}),
  ];
}
