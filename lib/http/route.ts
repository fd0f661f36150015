import type { z } from "zod";
import { awaitEffect } from "#lib/api-keys/effect.ts";
import type { Effect } from "#lib/api-keys/schema.ts";
import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { findSession } from "#lib/auth/sessions.ts";
import type { Claim, ClaimedContext, Context, MerchantContext } from "#lib/context.ts";
import {
  requireActiveMerchant,
  requirePermission,
  requirePerson,
  requireProof,
  sessionEnded,
} from "#lib/context.ts";
import { createContext, getServer } from "#lib/db/client.ts";
import { withDeadline } from "#lib/deadline.ts";
import type { Env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { type Attempt, countAttempts } from "#lib/http/attempts.ts";
import { readJson } from "#lib/http/body.ts";
import { readClaim, requireServiceToken } from "#lib/http/caller.ts";
import { badRequest, check } from "#lib/http/check.ts";
import { type Declaration, declarationOf, declare } from "#lib/http/declaration.ts";
import { errorResponse } from "#lib/http/errors.ts";
import { toTemplate } from "#lib/http/path-template.ts";
import { addressKey } from "#lib/http/rate-limit/address-key.ts";
import type { RateLimitPolicy } from "#lib/http/rate-limit/policies.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { describeRequest } from "#lib/http/request.ts";
import { type IdPrefix, isId } from "#lib/ids.ts";
import type { Permission } from "#lib/merchants/schema.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";
import { redactSecrets } from "#lib/text.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];

/** Path parameters by name, with the prefix that their ids must have. */
type Params = Record<string, IdPrefix>;
type Input<P, Q, B> = { params: Record<keyof P, string>; query: Q; body: B };

export interface About {
  request: Request;
  env: Env;
  /** Headers of the answer, for the endpoint to add to. */
  headers: Headers;
}

interface Endpoint<C, P extends Params, Q, B> {
  params?: P;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** Whether a request without any body counts as one with an empty object. */
  isBodyOptional?: boolean;
  /** Proves where the body's bytes come from, before they are parsed. */
  proveBody?(bytes: Buffer, about: About): Promise<void>;
  status?: 200 | 201 | 204;
  /** Answers when what it did to keys holds everywhere, and says since when. */
  awaitsEffect?: true;
  /**
   * The attempts at secrets that a request with such a body makes. Each is counted before the work,
   * and given back unless the secret was wrong. `by-verb` where the verb counts them itself.
   */
  attempts?: ((ctx: C, body: B) => readonly Attempt[]) | "by-verb";
  /** Does the work; what it returns is the body of the answer, unless it is the answer itself. */
  run(ctx: C, input: Input<P, Q, B>, about: About): Promise<unknown>;
}

type Handle = (request: Request, params: Record<string, string>) => Promise<Response>;

/** Takes a point from what `key` is allowed, and has the response tell what is left. */
export type Draw = (policy: RateLimitPolicy, key: string) => Promise<void>;

interface OpenEndpoint<P extends Params, Q, B> extends Endpoint<Context, P, Q, B> {
  /** Counted for each address before anything else is done; null for none, `address` by default. */
  rateLimit?: RateLimitPolicy | null;
}

/** An endpoint that anyone may call. */
export function openEndpoint<P extends Params = Params, Q = undefined, B = undefined>(
  endpoint: OpenEndpoint<P, Q, B>,
): Handle {
  const { rateLimit = "address" } = endpoint;
  return handleOf("anyone", endpoint, async (ctx, _request, _env, draw) => {
    if (rateLimit) await draw(rateLimit, addressKey(ctx.request));
    return ctx;
  });
}

interface MemberEndpoint<P extends Params, Q, B> extends Endpoint<MerchantContext, P, Q, B> {
  /** Null for a person's own account: open to every role, and closed to machines. */
  permission: Permission | null;
  /**
   * Whether the person's last proof of who they are must be recent (RFC 9470): `always`, or as the
   * verb decides by the API key that it acts on.
   */
  needsProof?: Declaration["needsProof"];
  /**
   * Whether a suspended merchant's people are kept from it. By default from all that a write
   * permission is needed for; `open` for what only narrows, or where the verb decides.
   */
  whileSuspended?: "open" | "refused";
}

/** An endpoint for a member of a merchant whose role and token allow `permission`. */
export function memberEndpoint<P extends Params = Params, Q = undefined, B = undefined>(
  endpoint: MemberEndpoint<P, Q, B>,
): Handle {
  const { permission, needsProof } = endpoint;
  const isWrite = permission?.endsWith(":write") ?? false;
  const { whileSuspended = isWrite ? "refused" : "open" } = endpoint;
  const declared = { ...endpoint, whileSuspended };
  return handleOf(permission ?? "account", declared, async (ctx, request, env, draw) => {
    const claim = await drawClaim(ctx, request, env, draw);
    const member = await findSession(ctx, claim);
    if (!member) throw sessionEnded(claim);
    requireSameMerchant(member, request);
    if (permission === null) requirePerson(member);
    else requirePermission(member, permission);
    if (whileSuspended === "refused") requireActiveMerchant(member);
    if (needsProof === "always") requireProof(member);
    return member;
  });
}

/**
 * As `memberEndpoint`, for a verb that checks session, role, proof and suspension in its own
 * statement.
 */
export function claimEndpoint<P extends Params = Params, Q = undefined, B = undefined>(
  endpoint: Endpoint<ClaimedContext, P, Q, B> & Pick<MemberEndpoint<P, Q, B>, "needsProof">,
): Handle {
  const run: typeof endpoint.run = (ctx, input, about) =>
    endpoint.run(ctx, input, about).catch(async (error) => {
      if (!(error instanceof AppError) || error.code !== "not_found") throw error;
      // What a stale tab asks for is another company's, and not found: it is told why.
      const member = await findSession(ctx, ctx.claim);
      if (member) requireSameMerchant(member, about.request);
      throw error;
    });
  return handleOf("claim", { ...endpoint, run }, async (ctx, request, env, draw) => ({
    ...ctx,
    claim: await drawClaim(ctx, request, env, draw),
  }));
}

/**
 * A tab of the portal names the merchant that it shows; in another tab the person may have gone on
 * to another one. Throws `conflict`.
 */
function requireSameMerchant({ merchantId }: MerchantContext, { headers }: Request): void {
  const shown = headers.get("keysmith-merchant");
  if (shown === null || shown === merchantId) return;
  throw new AppError(
    "conflict",
    "You work for another company in this browser now. Reload the page",
  );
}

/** The claim of a request, counted for its session; one that has none counts for its address. */
async function drawClaim(ctx: Context, request: Request, env: Env, draw: Draw): Promise<Claim> {
  const claim = await readClaim(ctx, request, env).catch(async (refusal) => {
    await draw("address", addressKey(ctx.request));
    throw refusal;
  });
  await draw("caller", claim.sessionId);
  ctx.lastSeen.record(claim.sessionId, ctx.request.address);
  return claim;
}

interface ServiceEndpoint<P extends Params, Q, B> extends Endpoint<Context, P, Q, B> {
  /** What the token must be allowed to do. */
  scope: ServiceTokenScope;
  /** Whether service tokens that were valid keep on being so for all of an outage. */
  isForOutages?: true;
}

/** An endpoint for the operator's own services, which show a service token. */
export function serviceEndpoint<P extends Params = Params, Q = undefined, B = undefined>(
  endpoint: ServiceEndpoint<P, Q, B>,
): Handle {
  const { scope, isForOutages } = endpoint;
  const staleIfDownMs = isForOutages ? Number.POSITIVE_INFINITY : 0;
  return handleOf("service", endpoint, async (ctx, request) => {
    await requireServiceToken(ctx, request, scope, staleIfDownMs);
    return ctx;
  });
}

type NextHandler = (
  request: Request,
  about: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

/** The exports of a route file: each method that it has, and 405 in the envelope for the others. */
export function defineRoute(handles: Partial<Record<Method, Handle>>) {
  const allowed = methods.filter((method) => handles[method]);
  const allow = [...allowed, ...(handles.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse: NextHandler = async (request) => {
    const error = new AppError("method_not_allowed", undefined, { headers: { Allow: allow } });
    return errorResponse(error, { requestId: describeRequest(request.headers).id });
  };
  const of = (method: Method): NextHandler => {
    const handle = handles[method];
    if (!handle) return refuse;
    const handler: NextHandler = async (request, { params }) =>
      // A path without parameters has none, whatever the types say.
      handle(request, (await params) ?? {});
    const declaration = declarationOf(handle);
    return declaration ? declare(handler, { ...declaration, method }) : handler;
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

/** Lets a request in as whoever it turns out to come from. */
type Admit<C> = (ctx: Context, request: Request, env: Env, draw: Draw) => Promise<C>;

type Declared = Partial<Pick<Declaration, "needsProof" | "whileSuspended">>;

function handleOf<C, P extends Params, Q, B>(
  admits: Declaration["admits"],
  endpoint: Endpoint<C, P, Q, B> & Declared,
  admit: Admit<C>,
): Handle {
  const { params = {}, query, body, isBodyOptional = false, status = 200 } = endpoint;
  const { needsProof, whileSuspended, attempts } = endpoint;
  const handle: Handle = (request, values) => serve(endpoint, request, values, admit);
  return declare(handle, {
    admits,
    params: Object.keys(params),
    query,
    body,
    isBodyOptional,
    status,
    needsProof,
    whileSuspended,
    countsAttempts: attempts !== undefined,
  });
}

async function serve<C, P extends Params, Q, B>(
  endpoint: Endpoint<C, P, Q, B>,
  request: Request,
  params: Record<string, string>,
  admit: Admit<C>,
): Promise<Response> {
  const about = describeRequest(request.headers);
  const limits: [string, string][] = [];
  let base: Context | undefined;
  let admitted: C | undefined;
  try {
    return await withDeadline(answer());
  } catch (error) {
    const { method } = request;
    const route = toTemplate(request.url, params);
    if (base) recordRefusal(base, error, `${method} ${route}`);
    const merchantId = readMerchantId(admitted);
    const response = errorResponse(error, { requestId: about.id, method, route, merchantId });
    // A refusal names the one limit that was reached, to which its Retry-After belongs.
    if (response.status !== 429) addHeaders(response.headers, limits);
    return response;
  }

  async function draw(policy: RateLimitPolicy, key: string): Promise<void> {
    limits.push(...(await consume(policy, key)));
  }

  async function answer(): Promise<Response> {
    const { env } = getServer();
    const { status = 200, awaitsEffect = false } = endpoint;
    const anyone = createContext(about);
    base = anyone;
    const ctx = await admit(anyone, request, env, draw);
    admitted = ctx;
    const headers = new Headers();
    const rest: About = { request, env, headers };
    const input = {
      params: checkParams(endpoint.params, params),
      query: endpoint.query ? parseQuery(endpoint.query, request.url) : undefined,
      body: endpoint.body
        ? check(endpoint.body, await readBody(endpoint, rest), "body")
        : undefined,
    } as Input<P, Q, B>;
    const { attempts } = endpoint;
    const counted = typeof attempts === "function" ? attempts(ctx, input.body) : [];
    let result = await countAttempts(counted, draw, () => {
      addHeaders(headers, limits);
      return endpoint.run(ctx, input, rest);
    });
    if (awaitsEffect) {
      const effectiveAt = await awaitEffect(anyone);
      headers.set("Effective-At", effectiveAt);
      if (status === 204 && prefersRepresentation(request.headers)) {
        headers.set("Preference-Applied", "return=representation");
        result = Response.json({ effectiveAt } satisfies Effect);
      }
    }
    if (result instanceof Response) {
      addHeaders(result.headers, [...headers]);
      return result;
    }
    if (status === 204) return new Response(null, { status, headers });
    return Response.json(result, { status, headers });
  }
}

/** Whose request it was, where its caller acts for a merchant. */
function readMerchantId(ctx: unknown): string | undefined {
  return (ctx as Partial<MerchantContext> | undefined)?.merchantId;
}

/** RFC 7240, section 4.2. */
function prefersRepresentation(headers: Headers): boolean {
  return /(^|[,;\s])return=representation($|[,;\s])/i.test(headers.get("prefer") ?? "");
}

type Reading = Pick<Endpoint<never, Params, never, never>, "isBodyOptional" | "proveBody">;

function readBody({ isBodyOptional, proveBody }: Reading, about: About) {
  const { request } = about;
  const { headers } = request;
  const isBodyless =
    !headers.has("content-type") &&
    !headers.has("transfer-encoding") &&
    Number(headers.get("content-length") ?? 0) === 0;
  if (isBodyOptional && isBodyless) return {};
  return readJson(request, (bytes) => proveBody?.(bytes, about));
}

function addHeaders(headers: Headers, added: [string, string][]): Headers {
  for (const [name, value] of added) headers.append(name, value);
  return headers;
}

/** An id of the wrong form names nothing, so it is answered like one that does not exist. */
function checkParams(prefixes: Params | undefined, params: Record<string, string>) {
  for (const [name, prefix] of Object.entries(prefixes ?? {})) {
    if (!isId(prefix, params[name] ?? "")) throw new AppError("not_found");
  }
  return params;
}

/** The query of a URL as the schema takes it. Throws `bad_request`. */
export function parseQuery<T>(schema: z.ZodType<T>, url: string): T {
  const { searchParams } = new URL(url);
  const names = [...searchParams.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw badRequest([{ field: redactSecrets(repeated), message: "Given twice" }]);
  return check(schema, Object.fromEntries(searchParams), "query");
}
