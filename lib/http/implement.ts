import type { z } from "zod";
import type { Effect } from "#lib/api-keys/schema.ts";
import { awaitEffect } from "#lib/await-effect.ts";
import type { ClaimedContext, Context, MerchantContext, OperatorContext } from "#lib/context.ts";
import { type ApiPath, type Contract, findOperation, type OperationId } from "#lib/contract.ts";
import { AppError } from "#lib/errors.ts";
import { admit, admitClaim, requireSameMerchant } from "#lib/http/admit.ts";
import { countAttempts, listAttempts } from "#lib/http/attempts.ts";
import { readJson } from "#lib/http/body.ts";
import { check } from "#lib/http/check.ts";
import { readIdempotencyKey } from "#lib/http/idempotency.ts";
import { parseQuery } from "#lib/http/query.ts";
import { defineRoute, type Handle, type Method } from "#lib/http/route.ts";
import { type About, serve } from "#lib/http/serve.ts";
import { isId } from "#lib/ids.ts";
import type { Permission } from "#lib/merchants/permissions.ts";
import { externalIdMark } from "#lib/metadata/constants.ts";
import type { Operation, PathParameter, Replayable } from "#lib/operation.ts";
import { actForMerchant, findMerchantId } from "#lib/operator/act-for-merchant.ts";

export interface VerbAbout extends About {
  /** Of an operation that takes one; null where none was sent. */
  idempotencyKey: string | null;
}

type Spec = Contract[OperationId];

type Named<P> = {
  [K in keyof P as P[K] extends { as: infer A extends string } ? A : K]: string;
};
type ParamsOf<O> = O extends { params: infer P } ? Named<P> : unknown;
type QueryOf<O> = O extends { query: infer Q extends z.ZodType } ? z.output<Q> : unknown;
type BodyOf<O> = O extends { body: infer B extends z.ZodType }
  ? z.output<B> extends readonly unknown[]
    ? { body: z.output<B> }
    : z.output<B>
  : unknown;

/** Path, query and body as one object; a body that is a list is its `body`. */
export type InputOf<O> = ParamsOf<O> & QueryOf<O> & BodyOf<O>;

type ContextOf<O extends Spec> = O["access"] extends "anyone" | "visitor" | "api-key"
  ? Context
  : O["access"] extends "service"
    ? O extends { actsForMerchant: true }
      ? MerchantContext
      : OperatorContext
    : MerchantContext;

type ResultOf<O> = O extends { success: { schema: infer S extends z.ZodType } }
  ? z.output<S>
  : O extends { success: { status: 204 } }
    ? unknown
    : Response;

type AnswerOf<O> = O extends { isIdempotent: true } ? Replayable<ResultOf<O>> : ResultOf<O>;

type Verb<O, C> = (ctx: C, input: InputOf<O>, about: VerbAbout) => Promise<AnswerOf<O>>;

/** A verb that checks session, role, proof and suspension in its own statement. */
interface ProvingVerb<O> {
  provesSession: true;
  run: Verb<O, ClaimedContext>;
}

/** A verb whose body is authenticated by its bytes, before they are parsed. */
interface SignedVerb<O extends Spec> {
  proveBody(bytes: Buffer, about: About): Promise<void>;
  run: Verb<O, ContextOf<O>>;
}

type Implementation<O extends Spec> =
  | Verb<O, ContextOf<O>>
  | SignedVerb<O>
  | (O["access"] extends Permission ? ProvingVerb<O> : never);

type IdsAt<P extends ApiPath> = {
  [Id in OperationId]: Contract[Id]["path"] extends P ? Id : never;
}[OperationId];

/**
 * Creates the exports of a route file from a verb for every operation at `path`. The contract
 * decides the rest: access, limits, parsing, step-up, attempts, idempotency and status.
 */
export function implement<P extends ApiPath>(
  path: P,
  verbs: { [Id in IdsAt<P>]: Implementation<Contract[Id]> },
) {
  const operations = Object.keys(verbs).map((id) => findOperation(id as OperationId));
  const handles = operations.map((operation) => {
    if (operation.path !== path) throw new Error(`${operation.id} is not at ${path}`);
    const verb = verbs[operation.id as IdsAt<P>] as unknown as AnyVerb;
    return [getMethod(operation), createHandle(operation, verb)] as const;
  });
  const route = defineRoute(Object.fromEntries(handles));
  for (const operation of operations) Object.assign(route[getMethod(operation)], { operation });
  return route;
}

const getMethod = ({ method }: Operation) => method.toUpperCase() as Method;

type AnyRun = (ctx: Context, input: object, about: VerbAbout) => Promise<unknown>;
type AnyVerb =
  | AnyRun
  | { run: AnyRun; provesSession?: boolean; proveBody?: SignedVerb<Spec>["proveBody"] };

function createHandle(operation: Operation, verb: AnyVerb): Handle {
  const { run, provesSession, proveBody } = typeof verb === "function" ? { run: verb } : verb;
  const { path: template, params, query, success } = operation;
  const letIn = provesSession ? admitClaim : admit;
  return (request, values) =>
    serve<Context>(
      {
        template,
        status: success.status,
        admit: (ctx, about, draw) => letIn(operation, ctx, about, draw),
        work: async (admitted, about, draw) => {
          const { ctx, named } = await resolve(operation, admitted, readParams(params, values));
          const asked = query && parseQuery(query, request.url);
          const body = await readBody(operation, about, proveBody);
          const input = { ...asked, ...(Array.isArray(body) ? { body } : body), ...named };
          const { merchantLimit, isIdempotent } = operation;
          if (merchantLimit) await draw(merchantLimit, (ctx as MerchantContext).merchantId);
          const idempotencyKey = isIdempotent ? readIdempotencyKey(request.headers) : null;
          const attempts = listAttempts(operation, ctx, body);
          const result = await countAttempts(attempts, draw, () =>
            run(ctx, input, { ...about, idempotencyKey }).catch((error) => {
              if (provesSession) return explainOtherMerchant(ctx as ClaimedContext, about, error);
              throw error;
            }),
          );
          return finish(operation, ctx, about, result);
        },
      },
      request,
    );
}

/** Acts for the merchant in the path, and replaces external ids in it by ids. */
async function resolve(operation: Operation, ctx: Context, named: Record<string, string>) {
  const { path, method, actsForMerchant } = operation;
  if (actsForMerchant) return actForMerchant(ctx as OperatorContext, named, method !== "get");
  if (!path.includes("{merchantId}")) return { ctx, named };
  const merchantId = await findMerchantId(ctx, named.merchantId ?? "");
  return { ctx, named: { ...named, merchantId } };
}

/** A stale tab asks for another merchant's resource and gets 404: replaces it by the reason. */
async function explainOtherMerchant(ctx: ClaimedContext, { request }: About, error: unknown) {
  if (error instanceof AppError && error.code === "not_found") {
    await requireSameMerchant(ctx, request);
  }
  throw error;
}

/** Waits for the effect where the operation does, and says what there is to say of the result. */
async function finish(operation: Operation, ctx: Context, about: About, result: unknown) {
  const { isIdempotent, awaitsEffect, success } = operation;
  const { headers, request } = about;
  if (awaitsEffect) {
    const effectiveAt = await awaitEffect(ctx);
    headers.set("Effective-At", effectiveAt);
    if (success.status === 204 && prefersRepresentation(request.headers)) {
      headers.set("Preference-Applied", "return=representation");
      return Response.json({ effectiveAt } satisfies Effect);
    }
  }
  if (!isIdempotent) return result;
  const { answer, isReplay } = result as Replayable<unknown>;
  if (isReplay) headers.set("Idempotency-Replayed", "true");
  return answer;
}

/** RFC 7240, section 4.2. */
function prefersRepresentation(headers: Headers): boolean {
  return /(^|[,;\s])return=representation($|[,;\s])/i.test(headers.get("prefer") ?? "");
}

async function readBody(
  { body, isBodyOptional }: Operation,
  about: About,
  proveBody: SignedVerb<Spec>["proveBody"] | undefined,
): Promise<object | undefined> {
  if (!body) return undefined;
  const { headers } = about.request;
  const isBodyless =
    !headers.has("content-type") &&
    !headers.has("transfer-encoding") &&
    Number(headers.get("content-length") ?? 0) === 0;
  if (isBodyOptional && isBodyless) return check(body, {}, "body") as object;
  const json = await readJson(about.request, (bytes) => proveBody?.(bytes, about));
  return check(body, json, "body") as object;
}

/** An id of the wrong form is treated like one that does not exist. */
function readParams(
  params: Readonly<Record<string, PathParameter>> = {},
  values: Record<string, string>,
): Record<string, string> {
  const named = Object.entries(params).map(([name, { prefix, takesExternalId, as = name }]) => {
    const value = values[name] ?? "";
    const isExternal = takesExternalId && value.startsWith(externalIdMark);
    if (prefix && !isExternal && !isId(prefix, value)) throw new AppError("not_found");
    return [as, value] as const;
  });
  return Object.fromEntries(named);
}
