import { once } from "node:events";
import { request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { KeysmithServer } from "#lib/http/server/connections.ts";
import { type Answer, createServer, type ServerOptions } from "#lib/http/server.ts";

let server: KeysmithServer | undefined;
afterEach(() => server?.close(0));

async function listen(options: Partial<ServerOptions> = {}): Promise<number> {
  server = createServer({
    handler: async (req, res) => {
      res.end(JSON.stringify({ url: req.url, headers: req.headers }));
    },
    trustedProxyHops: 0,
    ...options,
  });
  server.httpServer.listen(0, "127.0.0.1");
  await once(server.httpServer, "listening");
  return (server.httpServer.address() as AddressInfo).port;
}

/** Sends raw bytes and resolves with all that came back until the server closed the connection. */
async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    answer += chunk;
  });
  socket.write(bytes, "latin1");
  await once(socket, "close");
  return answer;
}

const get = (path: string, headers = "") =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`;

function seenHeaders(answer: string): Record<string, string> {
  return JSON.parse(answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1)).headers;
}

function expectEnvelope(answer: string, status: number): void {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/content-type: application\/json(\r\n|$)/i);
  expect(head).toMatch(/x-request-id: \S{8}/i);
  expect(head).toMatch(/cache-control: no-store/i);
  const hasGuide = ![408, 431].includes(status);
  if (hasGuide) expect(head).toMatch(/link: <\/docs\/guides\/errors#[a-z-]+>; rel="help"/i);
  const json = body.slice(body.indexOf("{"), body.lastIndexOf("}") + 1);
  expect(JSON.parse(json)).toEqual({
    error: expect.any(String),
    message: expect.any(String),
    code: status,
  });
}

describe("request id", () => {
  test("a well-formed one is kept, for the handler and in the answer", async () => {
    const answer = await exchange(await listen(), get("/", "X-Request-Id: abc_DEF-123\r\n"));
    expect(answer).toContain("X-Request-Id: abc_DEF-123");
    expect(seenHeaders(answer)["x-request-id"]).toBe("abc_DEF-123");
  });

  test.each(["short", "with space here", "a".repeat(65), "<script>alert(1)</script>"])(
    "%j is replaced",
    async (id) => {
      const answer = await exchange(await listen(), get("/", `X-Request-Id: ${id}\r\n`));
      expect(answer).toMatch(/X-Request-Id: [0-9a-f-]{36}\r\n/);
    },
  );
});

describe("client address", () => {
  const forged = [
    "X-Forwarded-For: 6.6.6.6, 10.0.0.1",
    "X-Forwarded-Host: evil.test",
    "X-Forwarded-Proto: https",
    "X-Real-Ip: 6.6.6.6",
    "Forwarded: for=6.6.6.6",
    "",
  ].join("\r\n");

  test("without a trusted proxy, forwarding headers of a caller count for nothing", async () => {
    const answer = await exchange(await listen(), get("/", forged));
    expect(seenHeaders(answer)).toMatchObject({ "x-forwarded-for": "127.0.0.1" });
    expect(seenHeaders(answer)).not.toHaveProperty("x-forwarded-host");
    expect(seenHeaders(answer)).not.toHaveProperty("x-forwarded-proto");
    expect(seenHeaders(answer)).not.toHaveProperty("x-real-ip");
    expect(seenHeaders(answer)).not.toHaveProperty("forwarded");
    expect(answer).not.toContain("Strict-Transport-Security");
  });

  test.each([
    [1, "6.6.6.6, 9.9.9.9", "9.9.9.9"],
    [2, "6.6.6.6, 9.9.9.9, 10.0.0.1", "9.9.9.9"],
    [1, "::ffff:9.9.9.9", "9.9.9.9"],
    [1, "2001:DB8:0::1", "2001:db8::1"],
    [1, "fe80::1%eth0", "fe80::1"],
    [1, "6.6.6.6, unknown", "127.0.0.1"],
    [3, "6.6.6.6, 9.9.9.9", "127.0.0.1"],
  ])("behind %i trusted proxies, %j is %s", async (trustedProxyHops, header, expected) => {
    const port = await listen({ trustedProxyHops });
    const answer = await exchange(port, get("/", `X-Forwarded-For: ${header}\r\n`));
    expect(seenHeaders(answer)["x-forwarded-for"]).toBe(expected);
  });

  test("HTTPS at a trusted proxy turns on HSTS", async () => {
    const port = await listen({ trustedProxyHops: 1 });
    const answer = await exchange(port, get("/", "X-Forwarded-Proto: https\r\n"));
    expect(answer).toContain("Strict-Transport-Security: max-age=31536000");
  });
});

describe("refusals", () => {
  test.each(["TRACE", "PROPFIND", "CONNECT", "NONSENSE"])("method %s is 405", async (method) => {
    const target = method === "CONNECT" ? "localhost:80" : "/";
    const bytes = `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    const answer = await exchange(await listen(), bytes);
    expectEnvelope(answer, 405);
    expect(answer).toContain("Allow: GET, HEAD, POST");
  });

  test.each([
    ["broken percent-encoding", get("/a%zz")],
    ["invalid UTF-8", get("/a%ff")],
    ["an encoded NUL", get("/a%00b")],
    ["a URL over 8 KiB", get(`/${"a".repeat(8192)}`)],
    ["no path", get("*")],
    ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"],
    ["two hosts", get("/", "Host: other\r\n")],
    ["a host that is none", "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"],
    ["bytes that are not HTTP", "\x16\x03\x01\x02\x00 hello\r\n\r\n"],
    ["two lengths", get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")],
  ])("%s is 400", async (_, bytes) => {
    expectEnvelope(await exchange(await listen(), bytes), 400);
  });

  test("headers over the limit are 431; a token of 64 KiB is left to the handler", async () => {
    const port = await listen();
    const bearer = (length: number) => get("/", `Authorization: Bearer ${"x".repeat(length)}\r\n`);
    expectEnvelope(await exchange(port, bearer(128 * 1024)), 431);
    expect(await exchange(port, bearer(64 * 1024))).toMatch(/^HTTP\/1.1 200/);
  });

  test("what a handler throws is told to us and is a bare 500 to the caller", async () => {
    const errors: unknown[] = [];
    const handler = () => Promise.reject(new Error("secret"));
    const port = await listen({ handler, onError: (error) => errors.push(error) });
    const answer = await exchange(port, get("/"));
    expectEnvelope(answer, 500);
    expect(answer).not.toContain("secret");
    expect(errors).toHaveLength(1);
  });
});

describe("what is told of each answer", () => {
  const tellTo =
    (told: Answer[]): ServerOptions["onAnswer"] =>
    (answer) =>
      told.push(answer);

  test("is its path as it was asked for, without the query, and how long it took", async () => {
    const told: Answer[] = [];
    const handler: ServerOptions["handler"] = async (req, res) => {
      req.url = "/changed";
      res.writeHead(201).end();
    };
    const port = await listen({ handler, onAnswer: tellTo(told) });
    await exchange(port, get("http://other.test/a?token=secret"));
    await exchange(port, get("/a%zz"));
    expect(told).toEqual([
      {
        requestId: expect.any(String),
        method: "GET",
        path: "/a",
        status: 201,
        seconds: expect.any(Number),
      },
      {
        requestId: expect.any(String),
        method: "GET",
        path: "/a%zz",
        status: 400,
        seconds: expect.any(Number),
      },
    ]);
  });

  test("is no status where the caller went away before one came", async () => {
    const told: Answer[] = [];
    const handler = () => new Promise<void>(() => undefined);
    const port = await listen({ handler, onAnswer: tellTo(told) });
    const socket = connect(port, "127.0.0.1");
    socket.write(get("/slow"));
    await sleep(50);
    socket.destroy();
    await expect.poll(() => told.map(({ status }) => status)).toEqual([null]);
  });
});

describe("headers of every answer", () => {
  test.each(["/", "/api/v1/whoami", "/a%00"])("%s", async (path) => {
    const answer = await exchange(await listen(), get(path));
    expect(answer).toContain("X-Content-Type-Options: nosniff");
    expect(answer).toContain("Referrer-Policy: same-origin");
    expect(answer).toContain("X-Frame-Options: DENY");
    expect(answer).toContain("Cross-Origin-Opener-Policy: same-origin");
    expect(answer).toContain("Permissions-Policy: ");
    expect(answer).not.toContain("X-Powered-By");
  });

  test("a document gets a nonce of its own, which the renderer sees", async () => {
    const port = await listen();
    const [first, second] = await Promise.all([
      exchange(port, get("/applications", "X-Nonce: forged\r\n")),
      exchange(port, get("/applications")),
    ]);
    const nonce = seenHeaders(first)["x-nonce"];
    expect(nonce).toMatch(/^[\w-]{22}$/);
    expect(seenHeaders(second)["x-nonce"]).not.toBe(nonce);
    expect(first).toMatch(new RegExp(`Content-Security-Policy: [^\r]*'nonce-${nonce}'`));
    expect(seenHeaders(first)["content-security-policy"]).toContain(`'nonce-${nonce}'`);
  });

  test("what is not a document may load nothing", async () => {
    const answer = await exchange(await listen(), get("/api/v1/openapi.json"));
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
    expect(seenHeaders(answer)).not.toHaveProperty("x-nonce");
  });
});

test("an upgrade that nobody offers is ignored", async () => {
  const upgrade = "Upgrade: h2c\r\nConnection: Upgrade, close\r\n";
  const bytes = `GET / HTTP/1.1\r\nHost: localhost\r\n${upgrade}\r\n`;
  expect(await exchange(await listen(), bytes)).toMatch(/^HTTP\/1.1 200/);
});

test("the absolute form of a URL reaches the handler as a path", async () => {
  const answer = await exchange(await listen(), get("http://other.test/a?b=c"));
  expect(answer).toContain('"url":"/a?b=c"');
});

describe("closing", () => {
  test("a request in flight is answered, and told that the connection ends", async () => {
    const handler: ServerOptions["handler"] = async (_, res) => {
      await sleep(150);
      res.end("done");
    };
    const port = await listen({ handler });
    const pending = exchange(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await sleep(50);
    await server?.close(5_000);
    expect(await pending).toMatch(/Connection: close.*done/s);
  });

  test("an idle connection may bring one more request, then is closed", async () => {
    const port = await listen();
    const socket = connect(port, "127.0.0.1");
    let answers = "";
    socket.on("data", (chunk) => {
      answers += chunk;
    });
    socket.write("GET /first HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await once(socket, "data");
    const closed = server?.close(5_000);
    socket.write("GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await closed;
    expect(answers).toContain("/second");
  });

  test("a silent connection does not hold it up", async () => {
    const port = await listen();
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const startedAt = Date.now();
    await server?.close(10_000);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  test("a request that never ends is cut off after the grace", async () => {
    const port = await listen({ handler: () => new Promise(() => undefined) });
    const hanging = request({ port, host: "127.0.0.1" }).on("error", () => undefined);
    hanging.end();
    await sleep(50);
    const startedAt = Date.now();
    await server?.close(300);
    expect(Date.now() - startedAt).toBeLessThan(1_500);
  });
});
