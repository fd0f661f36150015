import { execFile } from "node:child_process";
import { request as httpRequest } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import manifest from "#package.json" with { type: "json" };
import {
  createApplication,
  createKey,
  fetchToken,
  product,
  send,
  signUpMerchant,
} from "./support/client.ts";

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test("an external client gets a token, an application and a key, uses it, and revokes it", async () => {
  const token = await fetchToken(product.demo.email, product.demo.password);
  const application = await send("POST", "/api/v1/applications", {
    token,
    body: { name: "Web shop" },
  });
  expect(application.status).toBe(201);
  expect(application.body).toMatchObject({ name: "Web shop", environment: "live", activeKeys: 0 });

  const keysPath = `/api/v1/applications/${application.body.id}/api-keys`;
  const created = await send("POST", keysPath, {
    token,
    body: { description: "Production API key for checkout service" },
  });
  expect(created.status).toBe(201);
  expect(created.headers.get("content-type")).toContain("application/json");
  const { fullKey, id } = created.body;
  expect(created.body).toMatchObject({
    id: expect.stringMatching(/^key_/),
    applicationId: application.body.id,
    fullKey: expect.stringMatching(/^ks_live_[0-9A-Za-z]{49}$/),
    keyPrefix: fullKey.slice(0, 12),
    description: "Production API key for checkout service",
    createdAt: expect.stringMatching(moment),
  });

  const headers = { Authorization: `Bearer ${fullKey}` };
  const whoami = await send("GET", "/api/v1/whoami", { headers });
  expect([whoami.status, whoami.body.keyId, whoami.body.environment]).toEqual([200, id, "live"]);

  await expect
    .poll(async () => (await send("GET", keysPath, { token })).body.data[0].lastUsedAt)
    .toMatch(moment);
  const list = await send("GET", keysPath, { token });
  expect(list.body.nextCursor).toBeNull();
  expect(list.body.data[0]).not.toHaveProperty("fullKey");
  expect(list.body.data[0]).toMatchObject({ id, status: "active", lastUsedIp: "127.0.0.1" });

  expect((await send("DELETE", `${keysPath}/${id}?reason=Done`, { token })).status).toBe(204);
  expect((await send("DELETE", `${keysPath}/${id}`, { token })).status).toBe(204);
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(401);
  const read = await send("GET", `${keysPath}/${id}`, { token });
  expect(read.body).toMatchObject({ status: "revoked", revokedReason: "Done" });
});

test("1,000 keys created over 16 connections are all distinct and all work", async () => {
  const { token } = await signUpMerchant();
  const applications = await Promise.all(
    Array.from({ length: 10 }, (_, index) => createApplication(token, `Shop ${index}`)),
  );
  const keys: string[] = [];
  const refused: number[] = [];
  const work = async (from: number) => {
    for (let i = from; i < 1000; i += 16) {
      const { fullKey } = await createKey(token, applications[i % 10]?.id ?? "", `Key ${i}`);
      keys.push(fullKey);
      const headers = { Authorization: `Bearer ${fullKey}` };
      const { status } = await send("GET", "/api/v1/whoami", { headers });
      if (status !== 200) refused.push(status);
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, from) => work(from)));
  expect([new Set(keys).size, refused]).toEqual([1000, []]);
  const { body } = await send("GET", "/api/v1/applications", { token });
  const counts = body.data.map(({ activeKeys }: { activeKeys: number }) => activeKeys);
  expect(counts).toEqual(Array.from({ length: 10 }, () => 100));
});

test("the published curl sample works but for host, id and token", async () => {
  const { token } = await signUpMerchant();
  const { id } = await createApplication(token);
  const { stdout } = await promisify(execFile)("curl", [
    "-sS",
    "-X",
    "POST",
    `${product.url}/api/v1/applications/${id}/api-keys`,
    "-H",
    "Content-Type: application/json",
    "-H",
    `Authorization: Bearer ${token}`,
    "-d",
    '{\n"description": "Production API key for checkout service"\n}',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ applicationId: id });
});

test("every answer carries a request id, and those of the API are never stored", async () => {
  const answers = [
    await send("GET", "/api/v1/whoami"),
    await send("GET", "/api/v1/nothing/here"),
    await send("PUT", "/api/v1/applications"),
    await send("POST", "/api/v1/auth/token", { body: {} }),
    await send("GET", "/api/auth/csrf"),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([401, 404, 405, 400, 200]);
  const ids = answers.map((answer) => answer.headers.get("x-request-id"));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { headers } of answers) {
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,64}$/);
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.get("x-powered-by")).toBeNull();
  }
  expect(answers.map(({ headers }) => headers.get("link"))).toEqual([
    ...["unauthorized", "not-found", "method-not-allowed", "bad-request"].map(
      (id) => `</docs/guides/errors#${id}>; rel="help"`,
    ),
    null,
  ]);
  expect(answers[2]?.headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
  expect(answers[2]?.body).toMatchObject({ error: "Method Not Allowed", code: 405 });
  const own = await send("GET", "/healthz", { headers: { "X-Request-Id": "my-request-1" } });
  expect(own.headers.get("x-request-id")).toBe("my-request-1");
});

test("what is malformed on the wire is answered in the envelope, never by a 5xx", async () => {
  const { token } = await signUpMerchant();
  const { id } = await createApplication(token);
  const path = `/api/v1/applications/${id}/api-keys`;
  const raw = (
    method: string,
    target: string,
    body: Buffer,
    headers: Record<string, string> = {},
  ) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(product.url);
      const request = httpRequest({ hostname, port, path: target, method, headers }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      request.on("error", reject).end(body);
    });
  const json = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  const chunked = { ...json, "Transfer-Encoding": "chunked" };
  const none = Buffer.alloc(0);
  const large = Buffer.alloc(64 * 1024 + 1, " ");
  expect(await raw("POST", path, large, json)).toBe(413);
  expect(await raw("POST", path, large, chunked)).toBe(413);
  expect(await raw("POST", path, Buffer.from([0x7b, 0xff, 0x7d]), json)).toBe(400);
  expect(await raw("POST", path, Buffer.from('{"description":"a"}', "utf16le"), json)).toBe(400);
  expect(await raw("POST", path, none, { ...json, "Content-Encoding": "gzip" })).toBe(415);
  expect(await raw("TRACE", path, none)).toBe(405);
  expect(await raw("GET", "/api/v1/applications/%E0%A4%A", none, json)).toBe(400);
  expect(await raw("GET", "/api/v1/applications/%00/api-keys", none, json)).toBe(400);
  expect(await raw("GET", `/api/v1/whoami?${"x".repeat(9000)}`, none)).toBe(400);
  expect(await raw("POST", path, Buffer.from('{"description":"still works"}'), json)).toBe(201);
});

test("a forged X-Forwarded-For moves neither the recorded address nor a limit", async () => {
  const { token } = await signUpMerchant();
  const { id } = await createApplication(token);
  const created = await send("POST", `/api/v1/applications/${id}/api-keys`, {
    token,
    body: { description: "Local only", ipAllowlist: ["203.0.113.9"] },
  });
  const headers = {
    Authorization: `Bearer ${created.body.fullKey}`,
    "X-Forwarded-For": "203.0.113.9",
    "X-Real-IP": "203.0.113.9",
  };
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(401);
});

test("the public keys, health and readiness are there for whoever asks", async () => {
  const jwks = await send("GET", "/.well-known/jwks.json");
  expect(jwks.body.keys[0]).toMatchObject({ kty: "EC", crv: "P-256", use: "sig" });
  expect(jwks.body.keys[0]).not.toHaveProperty("d");
  expect((await send("GET", "/healthz")).body).toEqual({ status: "ok", version: manifest.version });
  expect((await send("GET", "/readyz")).body).toEqual({ status: "ready" });
});
