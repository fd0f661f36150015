import createClient, {
  type Client,
  type ClientPathsWithMethod,
  type FetchResponse,
  type MaybeOptionalInit,
  type ParamsOption,
  type RequestBodyOption,
} from "openapi-fetch";
import { toError } from "./errors.ts";
import { type components, idempotentOperations, type paths } from "./schema.ts";
import { type SendOptions, send } from "./send.ts";

export * from "./errors.ts";
export { type components, operationPaths, type operations, type paths } from "./schema.ts";

export interface ClientOptions extends SendOptions {
  /** Base URL of the server, such as `https://keys.example.com`. */
  baseUrl: string;
}

type Method = "get" | "post" | "put" | "patch" | "delete";
type PathOf<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;
type OperationOf<P extends keyof paths, M extends Method> = Extract<paths[P][M], object>;

/** Parameters and body of an operation, and a signal that cancels the call. */
export type CallOptions<P extends keyof paths, M extends Method> = ParamsOption<OperationOf<P, M>> &
  RequestBodyOption<OperationOf<P, M>> & { signal?: AbortSignal };

type BodyOf<T> = [T] extends [never] ? undefined : T;

/** Body of an operation's successful response; undefined if it has none. */
export type ResponseBody<P extends keyof paths, M extends Method> = BodyOf<
  Exclude<FetchResponse<OperationOf<P, M>, object, `${string}/${string}`>["data"], undefined>
>;

/** Calls the operation at a path of the API reference. Throws ApiError. */
type Call<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...options: undefined extends MaybeOptionalInit<paths[P], M>
    ? [options?: CallOptions<P, M>]
    : [options: CallOptions<P, M>]
) => Promise<ResponseBody<P, M>>;

/** Verification result: a valid key and its owner, or why the key was refused. */
export type Verdict = components["schemas"]["GoodKey"] | components["schemas"]["RefusedKey"];

interface VerifyOptions {
  /** A scope that the key must have. */
  scope?: string;
  /** IP address that sent the key, to check against its allowlist. */
  ip?: string;
  signal?: AbortSignal;
}

export interface ApiClient {
  GET: Call<"get">;
  POST: Call<"post">;
  PUT: Call<"put">;
  PATCH: Call<"patch">;
  DELETE: Call<"delete">;
  /** Verifies a full key. Requires a service token. Throws ApiError. */
  verifyKey(key: string, options?: VerifyOptions): Promise<Verdict>;
}

/** Idempotent methods (RFC 9110 section 9.2.2). */
const repeatable: Method[] = ["get", "put", "delete"];

interface AnyOptions {
  params?: { header?: Record<string, string | undefined> };
  body?: unknown;
  signal?: AbortSignal;
}

/** Creates a client for the server at `baseUrl`. */
export function createApiClient(options: ClientOptions): ApiClient {
  const { baseUrl, ...sendOptions } = options;
  const { request } = createClient<Record<string, never>>({ baseUrl, cache: "no-store" });

  async function call(method: Method, path: string, init: AnyOptions, isSafe = false) {
    const { params, ...rest } = init;
    const isIdempotent = idempotentOperations.includes(`${method.toUpperCase()} ${path}`);
    const isRepeatable = isSafe || isIdempotent || repeatable.includes(method);
    const header = { ...params?.header };
    if (isIdempotent) header["Idempotency-Key"] ??= newIdempotencyKey();
    const { data, response } = await request(
      method,
      path as never,
      {
        ...rest,
        params: { ...params, header },
        parseAs: "text",
        fetch: (prepared: Request) => send(prepared, sendOptions, isRepeatable),
      } as never,
    );
    return parseBody(response, data);
  }

  const callBy =
    (method: Method) =>
    (path: string, init: AnyOptions = {}) =>
      call(method, path, init);
  return {
    GET: callBy("get"),
    POST: callBy("post"),
    PUT: callBy("put"),
    PATCH: callBy("patch"),
    DELETE: callBy("delete"),
    verifyKey: (key, { signal, ...conditions } = {}) =>
      call("post", "/api/v1/api-keys/verify", { body: { key, ...conditions }, signal }, true),
  } as ApiClient;
}

/** 128 random bits; crypto.randomUUID is missing on pages served over plain HTTP. */
function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Parses JSON; returns downloads (CSV, JSON Lines) as text. */
function parseBody(response: Response, text: string | undefined): unknown {
  const type = response.headers.get("Content-Type") ?? "";
  if (text === undefined || /^(text\/csv|application\/jsonl)\b/.test(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw toError(response, "");
  }
}
