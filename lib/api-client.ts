import { type ApiClient, operationPaths, type operations } from "#client/src/client.ts";
import { call } from "#lib/api-request.ts";

export { ApiError } from "#client/src/client.ts";
export { onProofNeeded, proveAgain, setShownMerchant } from "#lib/api-request.ts";

type OperationId = keyof typeof operationPaths;

type PathParameters<O> = O extends { parameters: { path: infer P } } ? P : unknown;
type QueryParameters<O> = O extends { parameters: { query?: infer Q } }
  ? [Q] extends [undefined]
    ? unknown
    : NonNullable<Q>
  : unknown;
type RequestBody<O> = O extends { requestBody?: { content: { "application/json": infer B } } }
  ? B
  : unknown;

/** Parameters of the path, query and body of an operation as one object. */
type OperationInput<O> = PathParameters<O> & QueryParameters<O> & RequestBody<O>;

type JsonOf<R> = R extends { content: { "application/json": infer J } } ? J : undefined;

/** Response body of a successful call; undefined if there is none. */
type ResponseBody<O> = O extends { responses: infer R }
  ? JsonOf<R[keyof R & (200 | 201 | 204)]>
  : never;

interface Options {
  signal?: AbortSignal;
  idempotencyKey?: string;
  /** Requests a body from an operation that returns none by default (RFC 7240). */
  wantsBody?: boolean;
}

type Operation<O> =
  Record<never, never> extends OperationInput<O>
    ? (input?: OperationInput<O>, options?: Options) => Promise<ResponseBody<O>>
    : (input: OperationInput<O>, options?: Options) => Promise<ResponseBody<O>>;

type Api = { readonly [Id in OperationId]: Operation<operations[Id]> };

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Operations that give the session a new id. */
const renewals: readonly string[] = [
  "addPasskey",
  "confirmTotp",
  "proveIdentity",
  "switchMerchant",
] satisfies OperationId[];

function callOperation(id: OperationId, input: object = {}, options: Options = {}) {
  const [method, path] = operationPaths[id].split(" ") as [Method, string];
  const values = Object.entries(input);
  const inPath = values.filter(([name]) => path.includes(`{${name}}`));
  const others = values.filter((value) => !inPath.includes(value));
  const rest = others.length > 0 ? Object.fromEntries(others) : undefined;
  const isQuery = method === "GET" || method === "DELETE";
  const { signal, idempotencyKey, wantsBody = false } = options;
  const header = {
    ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey }),
    ...(wantsBody && { Prefer: "return=representation" }),
  };
  const init = {
    params: {
      path: Object.fromEntries(inPath),
      ...(isQuery && { query: rest }),
      header,
    },
    ...(!isQuery && { body: rest }),
    signal,
  };
  const work = (client: ApiClient) =>
    (client[method] as (path: string, init: object) => Promise<unknown>)(path, init);
  return call(work, { isRenewal: renewals.includes(id) });
}

/**
 * The portal's client of the HTTP API, for example `api.getApiKey({ id, keyId }, { signal })`. The
 * browser adds the session cookie. Throws ApiError.
 */
export const api = new Proxy({} as Api, {
  get: (_, id) =>
    Object.hasOwn(operationPaths, id)
      ? (input?: object, options?: Options) => callOperation(id as OperationId, input, options)
      : undefined,
});
