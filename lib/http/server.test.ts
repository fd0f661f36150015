import { once } from "node:events";
import { request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { createForwarding, privateNetworks } from "#lib/client-address.ts";
import type { KeysmithServer } from "#lib/http/server/connections.ts";
import { maxRequestBytes } from "#lib/http/server/limit-body.ts";
import { normalizeTarget } from "#lib/http/server/target.ts";
import { type Answer, createServer, type ServerOptions } from "#lib/http/server.ts";
import { generateServiceToken } from "#lib/service-tokens/token.ts";

let server: KeysmithServer | undefined;
afterEach(() => server?.close(0));

async function listen(options: Partial<ServerOptions> = {}): Promise<number> {
  server = createServer({
    handler: async (req, res) => {
      res.end(JSON.stringify({ url: req.url, headers: req.headers }));
    },
    forwarding: createForwarding(0, privateNetworks),
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

  const secrets = [
    generateFullKey(config.keyPrefix, "live"),
    generateServiceToken(config.keyPrefix),
  ];
  const noIds = ["short", "with space here", "a".repeat(65), "<script>alert(1)</script>"];
  test.each([...noIds, ...secrets])("%j is replaced", async (id) => {
    const answer = await exchange(await listen(), get("/", `X-Request-Id: ${id}\r\n`));
    expect(answer).toMatch(/X-Request-Id: [0-9a-f-]{36}\r\n/);
    expect(answer).not.toContain(id);
  });
});

/** Takes the word of `hops` proxies, the last of which is this machine itself. */
const behind = (hops: number) => ({ forwarding: createForwarding(hops, ["127.0.0.0/8"]) });

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
    [1, "6.6.6.6, 9.9.9.9:4444", "9.9.9.9"],
    [1, "[2001:db8::1]:443", "2001:db8::1"],
    [1, '"[2001:db8::1]:_hidden"', "2001:db8::1"],
    [1, "6.6.6.6, unknown", "unknown"],
    [1, "6.6.6.6,", "unknown"],
    [1, "6.6.6.6, 9.9.9.9.9", "unknown"],
    [3, "6.6.6.6, 9.9.9.9", "unknown"],
  ])("behind %i trusted proxies, %j is %s", async (hops, header, expected) => {
    const port = await listen(behind(hops));
    const answer = await exchange(port, get("/", `X-Forwarded-For: ${header}\r\n`));
    expect(seenHeaders(answer)["x-forwarded-for"]).toBe(expected);
  });

  test("a proxy that names nobody leaves the address unknown, and is known as the peer", async () => {
    const port = await listen(behind(1));
    const answer = await exchange(port, get("/", "X-Keysmith-Peer: 6.6.6.6\r\n"));
    expect(seenHeaders(answer)).toMatchObject({
      "x-forwarded-for": "unknown",
      "x-keysmith-peer": "127.0.0.1",
    });
  });

  test("a peer outside the trusted networks speaks for itself alone", async () => {
    const port = await listen({ forwarding: createForwarding(1, ["10.0.0.0/8", "::1/128"]) });
    const answer = await exchange(port, get("/", forged));
    expect(seenHeaders(answer)["x-forwarded-for"]).toBe("127.0.0.1");
    expect(seenHeaders(answer)).not.toHaveProperty("x-forwarded-host");
    expect(answer).not.toContain("Strict-Transport-Security");
  });
});

describe("Strict-Transport-Security", () => {
  test.each([
    ["HTTPS at a trusted proxy", behind(1), "max-age=31536000"],
    ["a declared https:// address", { publicUrl: "https://keys.test" }, "max-age=31536000"],
    [
      "the operator's wish besides",
      { publicUrl: "https://keys.test", hstsIncludeSubDomains: true },
      "max-age=31536000; includeSubDomains",
    ],
  ])("follows %s", async (_, options, value) => {
    const answer = await exchange(await listen(options), get("/", "X-Forwarded-Proto: https\r\n"));
    expect(answer).toContain(`Strict-Transport-Security: ${value}\r\n`);
  });

  test("is not sent where the declared address is http://, whatever a proxy says", async () => {
    const port = await listen({ ...behind(1), publicUrl: "http://keys.test" });
    const answer = await exchange(port, get("/", "X-Forwarded-Proto: https\r\n"));
    expect(answer).not.toContain("Strict-Transport-Security");
  });
});

describe("refusals", () => {
  test.each(["TRACE", "PROPFIND", "CONNECT", "NONSENSE"])("method %s is 405", async (method) => {
    const target = method === "CONNECT" ? "localhost:80" : "/";
    const bytes = `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    const answer = await exchange(await listen(), bytes);
    expectEnvelope(answer, 405);
    expect(answer).toContain("Allow: GET, HEAD, POST");
    expect(answer).toContain("X-Frame-Options: DENY");
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
  });

  test.each(["POST", "PUT", "PATCH", "DELETE"])("%s outside the API is 405", async (method) => {
    const port = await listen();
    for (const path of ["/", "/applications", "/metrics", "/_next/image", "/docs/postman.json"]) {
      const answer = await exchange(port, get(path).replace("GET", method));
      expectEnvelope(answer, 405);
      expect(answer).toContain("Allow: GET, HEAD, OPTIONS\r\n");
    }
    const answer = await exchange(port, get("/api/v1/applications").replace("GET", method));
    expect(answer).toMatch(/^HTTP\/1.1 200/);
  });

  test("OPTIONS lists the methods of what is outside the API, and is left to it within", async () => {
    const port = await listen();
    const answer = await exchange(port, get("/applications").replace("GET", "OPTIONS"));
    expect(answer).toMatch(/^HTTP\/1.1 204 .*\r\nAllow: GET, HEAD, OPTIONS\r\n/s);
    const inside = await exchange(port, get("/api/v1/applications").replace("GET", "OPTIONS"));
    expect(inside).toMatch(/^HTTP\/1.1 200/);
  });

  test.each([
    ["broken percent-encoding", get("/a%zz")],
    ["invalid UTF-8", get("/a%ff")],
    ["an encoded NUL", get("/a%00b")],
    ["a URL over 8 KiB", get(`/${"a".repeat(8192)}`)],
    ["no path", get("*")],
    ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"],
    ["two hosts", get("/", "Host: other\r\n")],
    ...["a b", "a:99999", "[", "[::1", "[:::]", "a:b", "1.2.3.999", "u@a", "a/b", ""].map(
      (host) => [
        `a host that is none, ${JSON.stringify(host)},`,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      ],
    ),
    ["a host of the absolute form that is none", get("http://a:99999/")],
    ...["/a/../b", "/a/./b", "/a/%2e%2e/b", "/a/.%2E", "//api/v1/whoami", "/api//v1", "/a\\b"].map(
      (path) => [`the path ${path}`, get(path)],
    ),
    ...["/a%5cb", "/api%2fv1/whoami", "/a%0d%0ab", "/a%7f", "/a#b", "/api/v1/é", "/a<b"].map(
      (path) => [`the path ${path}`, get(path)],
    ),
    ["bytes that are not HTTP", "\x16\x03\x01\x02\x00 hello\r\n\r\n"],
    ["two lengths", get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")],
  ])("%s is 400", async (_, bytes = "") => {
    const answer = await exchange(await listen(), bytes);
    expectEnvelope(answer, 400);
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
    expect(answer).toContain("X-Content-Type-Options: nosniff");
  });

  test.each([
    "localhost",
    "a:",
    "a:0",
    "a:65535",
    "keys_1.example.com",
    "127.0.0.1:80",
    "[::1]:80",
  ])("the host %s is one", async (host) => {
    const bytes = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(await exchange(await listen(), bytes)).toMatch(/^HTTP\/1.1 200/);
  });

  test.each(["a:99999", "[", "evil test"])(
    "an X-Forwarded-Host %j is 400 from a trusted proxy, and nothing from anybody else",
    async (host) => {
      const request = get("/", `X-Forwarded-Host: ${host}\r\n`);
      expectEnvelope(await exchange(await listen(behind(1)), request), 400);
      await server?.close(0);
      expect(await exchange(await listen(), request)).toMatch(/^HTTP\/1.1 200/);
    },
  );

  test.each(["/API/v1/whoami", "/Api", "/%41pi/v1/whoami"])("%s is 404", async (path) => {
    expectEnvelope(await exchange(await listen(), get(path)), 404);
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

describe("the path", () => {
  test.each([
    ["/%61pi/v1/whoami?a=%61", "/api/v1/whoami?a=%61"],
    ["/api/v1/whoami/", "/api/v1/whoami"],
    ["/api/", "/api"],
    ["/api/v1/x/externalid%3aa%2fb", "/api/v1/x/externalid%3Aa%2Fb"],
    ["/docs/caf%c3%a9/", "/docs/caf%C3%A9/"],
    ["/a?b=/../c", "/a?b=/../c"],
  ])("%s has one spelling, by which everything is decided, and it is %s", async (asked, routed) => {
    const told: Answer[] = [];
    const port = await listen({ onAnswer: (answer) => told.push(answer) });
    const answer = await exchange(port, get(asked));
    expect(answer).toContain(JSON.stringify({ url: routed }).slice(1, -1));
    expect(told.map(({ path }) => path)).toEqual([routed.split("?")[0]]);
    expect(answer.includes("Cache-Control: no-store")).toBe(routed.startsWith("/api"));
    expect(answer.includes("'nonce-")).toBe(!routed.startsWith("/api"));
  });

  test("whatever is written, a path is refused or is the one that a URL parser finds", () => {
    const piece = fc.constantFrom(
      "api",
      "/",
      "//",
      ".",
      "..",
      "%2e",
      "%2F",
      "%00",
      "\\",
      "%61",
      "é",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = normalizeTarget(`/${pieces.join("")}`);
        if (path === null) return;
        const { pathname } = new URL(path, "http://localhost");
        expect(pathname).toBe(path);
        expect(normalizeTarget(path)).toBe(path);
      }),
    );
  });
});

describe("the headers by which Next talks to itself", () => {
  const names = [
    "RSC",
    "Next-Router-State-Tree",
    "Next-Router-Prefetch",
    "Next-Router-Segment-Prefetch",
    "Next-Url",
    "Next-Action",
    "Next-Resume",
    "X-Middleware-Subrequest",
    "X-Nextjs-Data",
    "X-Matched-Path",
    "X-Invoke-Path",
    "X-Now-Route-Matches",
    "X-Prerender-Revalidate",
  ];
  const all = names.map((name) => `${name}: 1\r\n`).join("");

  test.each(["/api/v1/whoami", "/api/auth/csrf", "/healthz", "/llms.txt", "/docs/postman.json"])(
    "never reach %s",
    async (path) => {
      const seen = seenHeaders(await exchange(await listen(), get(path, all)));
      expect(names.filter((name) => name.toLowerCase() in seen)).toEqual([]);
    },
  );

  test("reach a page only where its router sends them", async () => {
    const seen = seenHeaders(await exchange(await listen(), get("/applications", all)));
    expect(names.filter((name) => name.toLowerCase() in seen)).toEqual(names.slice(0, 5));
  });
});

describe("a body", () => {
  const post = (headers: string, body = "") =>
    `POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n${body}`;

  test("that is said to be too large is 413 on any path, before it is sent", async () => {
    let calls = 0;
    const port = await listen({
      handler: async () => {
        calls += 1;
      },
    });
    const header = `Content-Length: ${300 * 1024 * 1024}\r\n`;
    expectEnvelope(await exchange(port, post(header)), 413);
    expectEnvelope(await exchange(port, get("/applications", header)), 413);
    expect(calls).toBe(0);
  });

  test("of no said length ends where it is too large, also for a handler that wants it all", async () => {
    let size = 0;
    const errors: unknown[] = [];
    const port = await listen({
      handler: async (req, res) => {
        for await (const chunk of req) size += chunk.length;
        res.end();
      },
      onError: (error) => errors.push(error),
    });
    const piece = "x".repeat(256 * 1024);
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
    const answer = await exchange(
      port,
      post("Transfer-Encoding: chunked\r\n", chunk.repeat(40)).replace("Connection: close\r\n", ""),
    );
    expectEnvelope(answer, 413);
    expect(size).toBeLessThanOrEqual(maxRequestBytes);
    expect(errors).toEqual([]);
  });

  test("that its handler has refused is thrown away, and the connection goes on", async () => {
    const handler: ServerOptions["handler"] = async (_, res) => {
      res.writeHead(413).end();
    };
    const port = await listen({ handler });
    const piece = "x".repeat(512 * 1024);
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
    const large = post("Transfer-Encoding: chunked\r\n", `${chunk.repeat(4)}0\r\n\r\n`);
    const kept = large.replace("Connection: close\r\n", "");
    const answers = await exchange(port, kept + get("/api/v1/second"));
    expect(answers.match(/HTTP\/1\.1 413/g)).toHaveLength(2);
  });

  test("of the largest size reaches its handler whole", async () => {
    const handler: ServerOptions["handler"] = async (req, res) => {
      let size = 0;
      for await (const chunk of req) size += chunk.length;
      res.end(`{"headers":{"size":${size}}}`);
    };
    const port = await listen({ handler });
    const body = "x".repeat(maxRequestBytes);
    const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    for (const request of [
      post(`Content-Length: ${body.length}\r\n`, body),
      post("Transfer-Encoding: chunked\r\n", chunked),
    ]) {
      expect(seenHeaders(await exchange(port, request)).size).toBe(maxRequestBytes);
    }
  });
});

describe("what is told of each answer", () => {
  const tellTo =
    (told: Answer[]): ServerOptions["onAnswer"] =>
    (answer) =>
      told.push(answer);

  test("is its path as it was routed, without the query, and how long it took", async () => {
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
        path: null,
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

  test("a document's renderer sees its path and search, and nobody else can tell it", async () => {
    const port = await listen();
    const forged = "X-Keysmith-Page-Url: /forged\r\n";
    const document = await exchange(port, get("/audit-log?action=x", forged));
    expect(seenHeaders(document)["x-keysmith-page-url"]).toBe("/audit-log?action=x");
    for (const bytes of [get("/team", `RSC: 1\r\n${forged}`), get("/api/v1/whoami", forged)]) {
      expect(seenHeaders(await exchange(port, bytes))).not.toHaveProperty("x-keysmith-page-url");
    }
  });

  test("what is not a document may load nothing", async () => {
    const answer = await exchange(await listen(), get("/api/v1/openapi.json"));
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
    expect(seenHeaders(answer)).not.toHaveProperty("x-nonce");
  });

  test.each(["/brand/0123456789abcdef-logo.svg", "/favicon.ico"])(
    "an image of the operator may have styles, but run nothing: %s",
    async (path) => {
      const answer = await exchange(await listen(), get(path));
      const policy = /Content-Security-Policy: ([^\r]*)/.exec(answer)?.[1]?.split("; ");
      expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "sandbox"]));
      expect(policy?.join()).not.toContain("script");
      expect(answer).toContain("X-Content-Type-Options: nosniff");
    },
  );
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

  test.each([
    ["quiet", 0],
    ["busy", 700],
  ])(
    "an idle connection of a %s process may bring one more request, then is closed",
    async (_, busyMs) => {
      const port = await listen();
      const socket = connect(port, "127.0.0.1");
      let answers = "";
      socket.on("data", (chunk) => {
        answers += chunk;
      });
      socket.write("GET /first HTTP/1.1\r\nHost: localhost\r\n\r\n");
      await once(socket, "data");
      const closed = server?.close(5_000);
      await sleep(100);
      socket.write("GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyMs);
      await closed;
      expect(answers).toContain("/second");
    },
  );

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
