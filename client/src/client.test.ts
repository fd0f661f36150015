import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import {
  ApiError,
  type ClientOptions,
  ConflictError,
  ConnectionError,
  type components,
  createApiClient,
  NotFoundError,
  TooManyRequestsError,
  UnavailableError,
  type Verdict,
} from "./client.ts";

type Respond = (req: IncomingMessage, res: ServerResponse) => void;

const server = createServer();
/** What the server does with each request in turn; the last goes on for ever. */
let responds: Respond[] = [];
let seen: IncomingMessage[] = [];
let baseUrl = "";

beforeEach(async () => {
  responds = [];
  seen = [];
  server.removeAllListeners("request").on("request", (req, res) => {
    seen.push(req);
    req.resume();
    const respond = responds.length > 1 ? responds.shift() : responds[0];
    respond?.(req, res);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const answer =
  (status: number, body?: unknown, headers: Record<string, string> = {}): Respond =>
  (_req, res) => {
    res.writeHead(status, { "Content-Type": "application/json", ...headers });
    res.end(body === undefined ? "" : JSON.stringify(body));
  };
const envelope = (code: number, message = "No") => ({ error: "", message, code });
const soon = { "Retry-After": "0" };
const unavailable = answer(503, envelope(503), soon);
const page = answer(200, { data: [], nextCursor: null });
const cut: Respond = (req) => req.socket.destroy();

const clientWith = (options: Partial<ClientOptions> = {}) =>
  createApiClient({ baseUrl, ...options });
const list = (options?: Partial<ClientOptions>) => clientWith(options).GET("/api/v1/applications");
const createKey = (header?: { "Idempotency-Key": string }) =>
  clientWith().POST("/api/v1/applications/{id}/api-keys", {
    params: { path: { id: "app_1" }, header },
    body: { description: "Checkout" },
  });
const keysSeen = () => seen.map(({ headers }) => headers["idempotency-key"]);

describe("a call", () => {
  test("sends path, query, body and token, and answers what came", async () => {
    responds = [answer(200, { id: "app_1" }), page, answer(204)];
    const client = clientWith({ token: async () => "secret" });
    const path = { id: "app/1" };
    await expect(
      client.PATCH("/api/v1/applications/{id}", { params: { path }, body: { name: "Shop" } }),
    ).resolves.toEqual({ id: "app_1" });
    const query = { limit: 5, cursor: "a&b" };
    await client.GET("/api/v1/applications", { params: { query } });
    await expect(
      client.DELETE("/api/v1/applications/{id}", { params: { path } }),
    ).resolves.toBeUndefined();
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "PATCH /api/v1/applications/app%2F1",
      "GET /api/v1/applications?limit=5&cursor=a%26b",
      "DELETE /api/v1/applications/app%2F1",
    ]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(
      seen.map(() => "Bearer secret"),
    );
  });

  test("that is refused throws the error of its status, with all that the server said", async () => {
    responds = [
      answer(400, { ...envelope(400, "Wrong"), details: [{ field: "name", message: "Required" }] }),
      answer(403, envelope(403), {
        "WWW-Authenticate": 'Bearer error="insufficient_scope"',
        "X-Request-Id": "request-1",
      }),
      answer(404, envelope(404)),
      answer(502, "no envelope"),
    ];
    const client = clientWith({ retries: 0 });
    const call = () => client.GET("/api/v1/applications");
    await expect(call()).rejects.toMatchObject({
      ...{ name: "BadRequestError", code: "bad_request", status: 400, message: "Wrong" },
      details: [{ field: "name", message: "Required" }],
    });
    await expect(call()).rejects.toMatchObject({
      ...{ name: "ForbiddenError", challenge: "insufficient_scope", requestId: "request-1" },
    });
    await expect(call()).rejects.toBeInstanceOf(NotFoundError);
    await expect(call()).rejects.toMatchObject({ name: "ApiError", status: 502 });
  });

  test("answers a download as text", async () => {
    const headers = { "Content-Type": "text/csv; charset=utf-8" };
    responds = [(_req, res) => res.writeHead(200, headers).end("id,action\r\n")];
    const params = { query: { format: "csv" as const } };
    const download = clientWith().GET("/api/v1/audit-events/export", { params });
    expectTypeOf(await download).toEqualTypeOf<string>();
    expect(await download).toBe("id,action\r\n");
  });

  test("throws where a success cannot be read", async () => {
    responds = [
      (_req, res) => res.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Hi</h1>"),
    ];
    await expect(list()).rejects.toMatchObject({ name: "ApiError", status: 200 });
    expect(seen).toHaveLength(1);
  });
});

describe("a call that can be repeated", () => {
  test("is repeated after a cut connection, a cut answer and a server that is away", async () => {
    const half: Respond = (req, res) => {
      res.writeHead(200, { "Content-Length": "100" }).write('{"data":');
      setTimeout(() => req.socket.destroy(), 20);
    };
    responds = [cut, half, unavailable, page];
    await expect(list({ retries: 3 })).resolves.toEqual({ data: [], nextCursor: null });
    expect(seen).toHaveLength(4);
  });

  test("is given up after so many tries", async () => {
    responds = [unavailable];
    await expect(list()).rejects.toBeInstanceOf(UnavailableError);
    expect(seen).toHaveLength(3);
    await expect(list({ retries: 0 })).rejects.toBeInstanceOf(UnavailableError);
    expect(seen).toHaveLength(4);
  });

  test("waits as long as Retry-After says, and tells of what is too long to wait for", async () => {
    responds = [answer(429, envelope(429), { "Retry-After": "1" }), page];
    const startedAt = performance.now();
    await list();
    expect(performance.now() - startedAt).toBeGreaterThan(990);
    responds = [answer(429, envelope(429), { "Retry-After": "3600" })];
    const failure = await list().catch((error) => error);
    expect(failure).toBeInstanceOf(TooManyRequestsError);
    expect(failure.retryAfterSeconds).toBe(3600);
    expect(seen).toHaveLength(3);
  });

  test("asks for a token before each try", async () => {
    responds = [unavailable, page];
    let count = 0;
    await list({ token: () => `token-${++count}` });
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
  });

  test.each([400, 401, 404, 409, 500])("is not repeated after a %i", async (status) => {
    responds = [answer(status, envelope(status), soon)];
    await expect(list()).rejects.toMatchObject({ status });
    expect(seen).toHaveLength(1);
  });
});

describe("a call that makes something", () => {
  test("is repeated under one Idempotency-Key where it takes one, its own or the given", async () => {
    responds = [cut, unavailable, answer(201, { id: "key_1" })];
    await createKey();
    const keys = keysSeen();
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0], keys[0]]);
    await createKey();
    expect(keysSeen()[3]).not.toBe(keys[0]);
    await createKey({ "Idempotency-Key": "mine" });
    expect(keysSeen()[4]).toBe("mine");
  });

  test("is never repeated where it takes none", async () => {
    const create = (body: { name: string }) => clientWith().POST("/api/v1/applications", { body });
    for (const respond of [cut, unavailable]) {
      responds = [respond];
      seen = [];
      await expect(create({ name: "Shop" })).rejects.toBeInstanceOf(ApiError);
      expect(keysSeen()).toEqual([undefined]);
    }
  });
});

describe("a call that is stopped", () => {
  test("throws the reason of its signal, under way and between two tries", async () => {
    for (const respond of [() => {}, answer(503, envelope(503), { "Retry-After": "30" })]) {
      responds = [respond];
      const stop = new AbortController();
      const call = clientWith().GET("/api/v1/applications", { signal: stop.signal });
      setTimeout(() => stop.abort(), 100);
      await expect(call).rejects.toMatchObject({ name: "AbortError" });
    }
    expect(seen).toHaveLength(2);
  });

  test("by its time throws that no answer came", async () => {
    responds = [() => {}];
    const call = list({ timeoutMs: 50, retries: 1 });
    await expect(call).rejects.toBeInstanceOf(ConnectionError);
    await expect(call).rejects.toMatchObject({
      ...{ status: 0, message: "The server did not respond within 0.05 s." },
    });
    expect(seen).toHaveLength(2);
  });
});

describe("verifyKey", () => {
  test("answers the verdict, and is repeated, since it changes nothing", async () => {
    responds = [unavailable, answer(200, { valid: false, code: "expired" })];
    const verdict = await clientWith().verifyKey("ks_live_1", { scope: "payments:read" });
    expectTypeOf(verdict).toEqualTypeOf<Verdict>();
    if (verdict.valid) expectTypeOf(verdict.keyId).toBeString();
    else expect(verdict.code).toBe("expired");
    expect(seen.map(({ url }) => url)).toEqual(Array(2).fill("/api/v1/api-keys/verify"));
  });
});

test("the types are those of the document", () => {
  type Client = ReturnType<typeof createApiClient>;
  const calls = (client: Client) => ({
    list: client.GET("/api/v1/applications"),
    create: client.POST("/api/v1/applications", { body: { name: "Shop" } }),
    drop: client.DELETE("/api/v1/applications/{id}", { params: { path: { id: "app_1" } } }),
    rotate: client.POST("/api/v1/applications/{id}/api-keys/{keyId}/rotate", {
      params: { path: { id: "app_1", keyId: "key_1" } },
    }),
    // @ts-expect-error there is no such path
    unknown: client.GET("/api/v1/nothing"),
    // @ts-expect-error the path has a parameter
    pathless: client.GET("/api/v1/applications/{id}"),
    // @ts-expect-error the body lacks its name
    nameless: client.POST("/api/v1/applications", { body: {} }),
    // @ts-expect-error there is no such field
    typo: client.POST("/api/v1/applications", { body: { name: "Shop", nam: "" } }),
  });
  type Answers = { [K in keyof ReturnType<typeof calls>]: Awaited<ReturnType<typeof calls>[K]> };
  type Schemas = components["schemas"];
  expectTypeOf<Answers["list"]["data"]>().toEqualTypeOf<Schemas["Application"][]>();
  expectTypeOf<Answers["create"]>().toEqualTypeOf<Schemas["Application"]>();
  expectTypeOf<Answers["drop"]>().toEqualTypeOf<undefined>();
  expectTypeOf<Answers["rotate"]["fullKey"]>().toBeString();
  expectTypeOf<ConflictError["code"]>().toEqualTypeOf<"conflict">();
  expect(new ConflictError({ status: 409, message: "No" })).toBeInstanceOf(ApiError);
});
