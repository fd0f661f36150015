import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { newId } from "#lib/ids.ts";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { revokeServiceToken } from "#lib/service-tokens/revoke.ts";
import { generateServiceToken } from "#lib/service-tokens/token.ts";
import { call } from "#lib/testing/api/requests.ts";
import { type ExchangeOptions, exchange } from "#lib/testing/network/exchange.ts";
import { besiege } from "#lib/testing/network/slow-callers.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const token = await getServiceToken();
const folder = await mkdtemp(join(tmpdir(), "keysmith-verifier-"));
const socketPath = join(folder, "verifier.sock");
const { keys, token: memberToken } = await mintApiKeys(3);
const [one, two, three] = keys;
if (!one || !two || !three) throw new Error("no keys");
const key = one.fullKey;
let verifier: TestVerifier;
/** Gets slow requests from the first test to the last. */
let besieged: TestVerifier;
let slow: Promise<{ answers: string[]; ms: number }>;
beforeAll(async () => {
  [verifier, besieged] = await Promise.all([
    startVerifierProcess({ VERIFIER_SOCKET: socketPath }),
    startVerifierProcess(),
  ]);
  const startedAt = performance.now();
  slow = besiege(besieged.url, token).then((answers) => ({
    answers,
    ms: performance.now() - startedAt,
  }));
  for (let i = 0; i < 100; i++) expect((await besieged.verify(key)).body.valid).toBe(true);
});
afterAll(async () => {
  await Promise.all([verifier.stop(), besieged.stop()]);
  await rm(folder, { recursive: true });
});

/** JSON padded to `bytes`. */
const padded = (value: object, bytes: number) => JSON.stringify(value).padEnd(bytes, " ");
const verifyPath = "/v1/verify";
const batchPath = "/v1/verify/batch";

type Case = [name: string, path: string, options: ExchangeOptions, status: number, field?: string];

test.each<Case>([
  ["a key", verifyPath, { token, body: { key } }, 200],
  ["no token", verifyPath, { body: { key } }, 401],
  ["a token nobody has", verifyPath, { token: generateServiceToken("ks"), body: { key } }, 401],
  ["an API key for a token", verifyPath, { token: key, body: { key } }, 401],
  [
    "a token in another scheme",
    verifyPath,
    { headers: { Authorization: `Basic ${token}` }, body: { key } },
    401,
  ],
  ["GET for POST", verifyPath, { token }, 405, "POST"],
  ["PUT for POST", batchPath, { token, method: "PUT", body: {} }, 405, "POST"],
  ["POST for GET", "/healthz", { method: "POST" }, 405, "GET"],
  ["no such path", "/v1/verify/", { token, body: { key } }, 404],
  ["the path of the portal", "/api/v1/api-keys/verify", { token, body: { key } }, 404],
  ["64 KiB", verifyPath, { token, body: padded({ key }, 65_536) }, 200],
  ["64 KiB and a byte", verifyPath, { token, body: padded({ key }, 65_537) }, 413],
  [
    "64 KiB and a byte in chunks",
    verifyPath,
    { token, body: padded({ key }, 65_537), isChunked: true },
    413,
  ],
  ["512 KiB of a batch", batchPath, { token, body: padded({ keys: [{ key }] }, 524_288) }, 200],
  [
    "512 KiB of a batch and a byte",
    batchPath,
    { token, body: padded({ keys: [{ key }] }, 524_289) },
    413,
  ],
  ["text", verifyPath, { token, body: "{}", headers: { "Content-Type": "text/plain" } }, 415],
  [
    "a compressed body",
    verifyPath,
    { token, body: "{}", headers: { "Content-Encoding": "gzip" } },
    415,
  ],
  [
    "a parameter that JSON does not have",
    verifyPath,
    { token, body: { key }, headers: { "Content-Type": "application/json; charset=utf8" } },
    200,
  ],
  ["no JSON", verifyPath, { token, body: "{" }, 400, "body"],
  ["no UTF-8", verifyPath, { token, body: Buffer.from([0x22, 0xff, 0x22]) }, 400, "body"],
  ["a name given twice", verifyPath, { token, body: '{"key":"a","key":"b"}' }, 400, "body"],
  [
    "a field nobody knows",
    verifyPath,
    { token, body: { key, merchantId: "mer_1" } },
    400,
    "merchantId",
  ],
  ["no key", verifyPath, { token, body: {} }, 400, "key"],
  ["an address that is none", verifyPath, { token, body: { key, ip: "localhost" } }, 400, "ip"],
  ["a batch of none", batchPath, { token, body: { keys: [] } }, 400, "keys"],
  [
    "a batch of 1,001",
    batchPath,
    { token, body: { keys: Array(1001).fill({ key: "k" }) } },
    400,
    "keys",
  ],
  [
    "a batch with a wrong question",
    batchPath,
    { token, body: { keys: [{ key }, { key, ip: "x" }] } },
    400,
    "keys.1.ip",
  ],
])("%s is answered as the contract says", async (_, path, options, status, field) => {
  const { headers, body, ...answer } = await exchange(verifier.url + path, options);
  expect(answer.status).toBe(status);
  expect(headers).toMatchObject({
    "cache-control": "no-store",
    "content-type": "application/json",
  });
  expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  if (status === 200) return;
  expect(body).toMatchObject({
    code: status,
    error: expect.any(String),
    message: expect.any(String),
  });
  if (status === 400) expect(body.details[0].field).toBe(field);
  if (status === 401)
    expect(headers["www-authenticate"]).toMatch(/^Bearer( error="invalid_token")?$/);
  if (status === 405) expect(headers.allow).toBe(field);
});

test("a request keeps its id where that is well-formed", async () => {
  const send = async (id: string) =>
    (await exchange(`${verifier.url}/healthz`, { headers: { "X-Request-Id": id } })).headers;
  expect((await send("abc_DEF-123"))["x-request-id"]).toBe("abc_DEF-123");
  expect((await send("short"))["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect((await send(key))["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ["no Host", ""],
  ["two Hosts", "Host: a\r\nHost: b\r\n"],
  ["a Host that is none", "Host: a:99999\r\n"],
])("%s is 400, over TCP and over the socket", async (_, host) => {
  const { port } = new URL(verifier.url);
  for (const place of [{ port: Number(port), host: "127.0.0.1" }, { path: socketPath }]) {
    const socket = connect(place);
    socket.end(`GET /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":400');
  }
});

test("a thousand keys are answered at once, each in its place", async () => {
  const unknown = generateFullKey("ks", "live");
  const kinds = [
    [{ key }, { valid: true, keyId: one.keyId }],
    [{ key: unknown }, { valid: false, code: "not_found" }],
    [{ key: `${key}x` }, { valid: false, code: "malformed" }],
    [
      { key: two.fullKey, scope: "payouts:read" },
      { valid: true, keyId: two.keyId },
    ],
    [
      { key: two.fullKey, scope: "payouts:write" },
      { valid: false, code: "insufficient_scope" },
    ],
  ] as const;
  const asked = Array.from({ length: 1000 }, (_, i) => kinds[(i * 7) % kinds.length] ?? kinds[0]);
  const body = { keys: asked.map(([question]) => question) };
  const answer = await exchange(verifier.url + batchPath, { token, body });
  expect(answer.status).toBe(200);
  expect(answer.body.data).toMatchObject(asked.map(([, expected]) => expected));
});

test("whoever may open the socket needs no token, and a killed process leaves none in the way", async () => {
  const ask = () => exchange(`http://localhost${verifyPath}`, { socketPath, body: { key } });
  expect((await stat(socketPath)).mode & 0o777).toBe(0o660);
  expect((await ask()).body.valid).toBe(true);
  verifier.kill("SIGKILL");
  await verifier.ended;
  expect((await stat(socketPath)).isSocket()).toBe(true);
  verifier = await startVerifierProcess({ VERIFIER_SOCKET: socketPath });
  expect((await ask()).body.valid).toBe(true);
});

test("a socket that another verifier listens on is left to it", async () => {
  const second = startVerifierProcess({ VERIFIER_SOCKET: socketPath });
  await expect(second).rejects.toThrow("another process listens on");
  const ask = () => exchange(`http://localhost${verifyPath}`, { socketPath, body: { key } });
  expect((await ask()).body.valid).toBe(true);
});

test("a file that is no socket is left alone", async () => {
  const path = join(folder, "notes.txt");
  await writeFile(path, "keep");
  await expect(startVerifierProcess({ VERIFIER_SOCKET: path })).rejects.toThrow("is no socket");
  expect(await readFile(path, "utf8")).toBe("keep");
});

test("a service token is refused within 5 s of its revocation", async () => {
  const service = await createServiceToken(ctx, { name: newId("svc") });
  const ask = () => exchange(verifier.url + verifyPath, { token: service.token, body: { key } });
  await vi.waitUntil(async () => (await ask()).status === 200, { timeout: 5000 });
  await revokeServiceToken(ctx, service.id);
  const revokedAt = performance.now();
  let askedAt = revokedAt;
  const isRefused = async () => {
    askedAt = performance.now();
    const { status } = await ask();
    if (status === 200) expect(askedAt).toBeLessThan(revokedAt + 5000);
    return status === 401;
  };
  await vi.waitUntil(isRefused, { timeout: 15_000 });
});

test("without a cache each answer is the database's", async () => {
  const cold = await startVerifierProcess({ VERIFIER_CACHE_MB: "0" });
  expect(await cold.cache()).toBe("off");
  for (let i = 0; i < 2; i++) expect((await cold.verify(three.fullKey)).body.valid).toBe(true);
  const options = { method: "DELETE", token: memberToken, params: three.params };
  expect((await call(DELETE, options)).status).toBe(204);
  expect((await cold.verify(three.fullKey)).body.code).toBe("revoked");
  await cold.stop();
});

test("the slow are cut off, and nobody else waits for them", async () => {
  const { answers, ms } = await slow;
  expect(ms).toBeLessThan(30_000);
  expect(new Set(answers.map((answer) => answer.slice(0, 12)))).toEqual(new Set(["HTTP/1.1 408"]));
}, 40_000);
