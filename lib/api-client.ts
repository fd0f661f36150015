import { type KeysmithClient, operationPaths, type operations } from "#client/src/client.ts";
import { call } from "#lib/api-request.ts";

export { KeysmithError as ApiError } from "#client/src/client.ts";
export { onProofNeeded, proveAgain, setShownMerchant } from "#lib/api-request.ts";

type OperationId = keyof typeof operationPaths;

type PathOf<O> = O extends { parameters: { path: infer P } } ? P : unknown;
type QueryOf<O> = O extends { parameters: { query?: infer Q } }
  ? [Q] extends [undefined]
    ? unknown
    : NonNullable<Q>
  : unknown;
type BodyOf<O> = O extends { requestBody?: { content: { "application/json": infer B } } }
  ? B
  : unknown;

/** Parameters of the path, query and body of an operation as one object. */
type InputOf<O> = PathOf<O> & QueryOf<O> & BodyOf<O>;

type JsonOf<R> = R extends { content: { "application/json": infer J } } ? J : undefined;

/** What an operation answers where it succeeds; undefined where that is nothing. */
type AnswerOf<O> = O extends { responses: infer R }
  ? JsonOf<R[keyof R & (200 | 201 | 204)]>
  : never;

interface Options {
  signal?: AbortSignal;
  idempotencyKey?: string;
  /** Asks for a body where success has none (RFC 7240). */
  wantsBody?: boolean;
}

type Operation<O> =
  Record<never, never> extends InputOf<O>
    ? (input?: InputOf<O>, options?: Options) => Promise<AnswerOf<O>>
    : (input: InputOf<O>, options?: Options) => Promise<AnswerOf<O>>;

type Api = { readonly [Id in OperationId]: Operation<operations[Id]> };

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Their success gives the session a new id. */
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
  const work = (client: KeysmithClient) =>
    (client[method] as (path: string, init: object) => Promise<unknown>)(path, init);
  return call(work, { isRenewal: renewals.includes(id) });
}

/**
 * The portal's way to the public HTTP API, such as `api.getApiKey({ id, keyId }, { signal })`; the
 * browser's session cookie travels by itself. Throws ApiError.
 */
export const api = new Proxy({} as Api, {
  get: (_, id) =>
    Object.hasOwn(operationPaths, id)
      ? (input?: object, options?: Options) => callOperation(id as OperationId, input, options)
      : undefined,
});
