import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { serviceTokens } from "#drizzle/schema.ts";
import { newId } from "#lib/ids.ts";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import type { CreateServiceTokenBody } from "#lib/service-tokens/schema.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKey } from "#lib/testing/records/api-keys.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const verifier = await startVerifierProcess();
afterAll(() => verifier.stop());
const { key } = await mintApiKey();

const mint = (input: Omit<CreateServiceTokenBody, "name">) =>
  createServiceToken(ctx, { name: newId("svc"), ...input });
// Created before the first call: a verifier looks for unknown tokens once a second.
const verifies = await mint({ scopes: ["verify"] });
const reads = await mint({ scopes: ["metrics"] });
const expires = await mint({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });

const endpoints = ["/v1/verify", "/v1/verify/batch", "/v1/authorize", "/metrics"] as const;

async function ask(path: (typeof endpoints)[number], token: string) {
  const headers = {
    "Content-Type": "application/json",
    ...(path === "/v1/authorize"
      ? { "X-API-Key": key.fullKey, "X-Keysmith-Service-Token": token }
      : { Authorization: `Bearer ${token}` }),
  };
  const question = { key: key.fullKey };
  const body = JSON.stringify(path === "/v1/verify" ? question : { keys: [question] });
  const isPost = path.startsWith("/v1/verify");
  const response = await fetch(`${verifier.url}${path}`, {
    method: isPost ? "POST" : "GET",
    headers,
    body: isPost ? body : undefined,
  });
  await response.text();
  return [response.status, response.headers.get("www-authenticate")];
}

const askAll = (token: string) => Promise.all(endpoints.map((path) => ask(path, token)));

const good = [200, null];
const empty = [204, null];

test("each endpoint asks for its scope", async () => {
  const missing = [403, 'Bearer error="insufficient_scope"'];
  expect(await askAll(verifies.token)).toEqual([good, good, empty, missing]);
  expect(await askAll(reads.token)).toEqual([missing, missing, missing, good]);
});

test("each endpoint refuses a token that has expired", async () => {
  expect(await askAll(expires.token)).toEqual([good, good, empty, good]);
  const past = { expiresAt: sql`now()` };
  await ctx.db.update(serviceTokens).set(past).where(eq(serviceTokens.id, expires.id));
  const isRefused = async () => (await ask("/v1/verify", expires.token))[0] === 401;
  await vi.waitUntil(isRefused, { timeout: 15_000, interval: 200 });
  const expired = [401, 'Bearer error="invalid_token"'];
  expect(await askAll(expires.token)).toEqual([expired, expired, expired, expired]);
});
