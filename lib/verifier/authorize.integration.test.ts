import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { apiKeys, applications, merchants } from "#drizzle/schema.ts";
import { awaitEffect } from "#lib/await-effect.ts";
import { newId } from "#lib/ids.ts";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { makeFinal } from "#lib/testing/api/effect.ts";
import { exchange } from "#lib/testing/network/exchange.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKey } from "#lib/testing/records/api-keys.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const { token } = await createServiceToken(ctx, { name: newId("svc") });
const verification = { metadata: ["plan", "operator:risk"] };
const verifier = await startVerifierProcess({ KEYSMITH_CONFIG: JSON.stringify({ verification }) });
afterAll(async () => {
  verifier.kill("SIGTERM");
  await verifier.ended;
});
const { key, ctx: owner } = await mintApiKey({ scopes: ["payments:read", "refunds:read"] });

async function authorize(target: string, headers: Record<string, string> = {}, method = "GET") {
  const answer = await fetch(`${verifier.url}/v1/authorize${target}`, {
    method,
    headers: {
      "X-API-Key": key.fullKey,
      "X-Keysmith-Service-Token": token,
      ...headers,
    },
  });
  const code = answer.headers.get("x-keysmith-code");
  return { status: answer.status, code, headers: answer.headers, text: await answer.text() };
}

test("a good key is answered with whose it is, by any method", async () => {
  for (const method of ["GET", "HEAD", "POST", "DELETE"]) {
    const { status, headers, text } = await authorize("", {}, method);
    expect(status).toBe(204);
    expect(text).toBe("");
    expect(headers.get("x-keysmith-merchant")).toBe(owner.merchantId);
    expect(headers.get("x-keysmith-key")).toBe(key.id);
    expect(headers.get("x-keysmith-scopes")).toBe("payments:read refunds:read");
  }
});

test("external ids and the selected metadata are told in a form that no header can be made of", async () => {
  const { db, merchantId } = owner;
  const before = (await authorize("")).headers;
  expect([...before.keys()].filter((name) => /external|metadata/.test(name))).toEqual([]);
  await db
    .update(merchants)
    .set({ externalId: "cust 1", operatorMetadata: { "operator:risk": "low" } })
    .where(eq(merchants.id, merchantId));
  await db
    .update(applications)
    .set({ externalId: "é/2", metadata: { plan: "gold", region: "eu" } })
    .where(eq(applications.id, key.applicationId));
  const set = { externalId: "a\r\nX-Forged: 1", metadata: { plan: "a b&c=d\r\né" } };
  await db.update(apiKeys).set(set).where(eq(apiKeys.id, key.id));
  await makeFinal(() => awaitEffect(owner));
  const { status, headers } = await authorize("");
  expect(status).toBe(204);
  const get = (name: string) => headers.get(`x-keysmith-${name}`) ?? "";
  expect(decodeURIComponent(get("external-id"))).toBe(set.externalId);
  expect(decodeURIComponent(get("application-external-id"))).toBe("é/2");
  expect(get("merchant-external-id")).toBe("cust%201");
  expect(Object.fromEntries(new URLSearchParams(get("metadata")))).toEqual({
    ...set.metadata,
    "operator:risk": "low",
  });
  expect(headers.get("x-forged")).toBeNull();
});

test("behind the path of a client's request a yes is 200, which Envoy needs", async () => {
  for (const target of ["/", "/orders/1?scope=payments:write", "/v1/verify"]) {
    const { status, headers, text } = await authorize(target, {}, "POST");
    expect(status, target).toBe(200);
    expect(text).toBe("");
    expect(headers.get("x-keysmith-merchant")).toBe(owner.merchantId);
  }
  expect((await authorize("/orders", { "X-API-Key": "ks_live_typo" })).status).toBe(401);
  expect((await authorize("nobody")).status).toBe(404);
});

test("every scope that is named anywhere must be granted", async () => {
  for (const [target, header, status] of [
    ["?scope=payments:read", "", 204],
    ["?scope=payments:read&scope=refunds:read", "", 204],
    ["", "payments:read refunds:read", 204],
    ["", "payments:read,refunds:write", 403],
    ["?scope=payments:write", "payments:read", 403],
    ["?scope=payments:read", "payments:write", 403],
    ["/payments", "payments:write", 403],
  ] as const) {
    const answer = await authorize(target, { "X-Keysmith-Scope": header });
    expect(answer.status, `${target} ${header}`).toBe(status);
    if (status === 403) expect(answer.code).toBe("insufficient_scope");
  }
});

test("a gateway that does not prove itself hears nothing about a key", async () => {
  for (const shown of ["", "nonsense", key.fullKey]) {
    const { status, code } = await authorize("", { "X-Keysmith-Service-Token": shown });
    expect(status).toBe(401);
    expect(code).toBeNull();
  }
});

test("X-API-Key decides, whatever another scheme shows beside it", async () => {
  for (const authorization of ["Basic c3RhZ2luZzpwYXNz", "Bearer ks_live_typo"]) {
    expect((await authorize("", { Authorization: authorization })).status).toBe(204);
  }
  const typo = { Authorization: `Bearer ${key.fullKey}`, "X-API-Key": "ks_live_typo" };
  expect((await authorize("", typo)).status).toBe(401);
  const none = { Authorization: `Bearer ${key.fullKey}`, "X-API-Key": "" };
  expect((await authorize("", none)).status).toBe(204);
});

test("an allowlist matches the address that the gateway names, in any form, and no other", async () => {
  const allowed = ["127.0.0.0/8", "198.51.100.9", "2001:db8::/32"];
  const { key: listed } = await mintApiKey({ ipAllowlist: allowed });
  const codeFor = async (forwarded: string | undefined) => {
    const headers = forwarded === undefined ? undefined : { "X-Forwarded-For": forwarded };
    const answer = await authorize("", { "X-API-Key": listed.fullKey, ...headers });
    return answer.code ?? answer.status;
  };
  for (const entry of ["198.51.100.9:4444", "[2001:db8::1]:4444", '"[2001:db8::1]"', "127.0.0.1"]) {
    expect(await codeFor(`203.0.113.1, ${entry}`), entry).toBe(204);
  }
  for (const entry of ["unknown", "garbage", "", "198.51.100.8:4444"]) {
    expect(await codeFor(`127.0.0.1, ${entry}`), entry).toBe("ip_denied");
  }
  expect(await codeFor(undefined)).toBe("ip_denied");
});

test("a gateway outside TRUSTED_PROXIES names no address that an allowlist matches", async () => {
  const { key: listed } = await mintApiKey({ ipAllowlist: ["0.0.0.0/0", "::/0"] });
  const wary = await startVerifierProcess({ TRUSTED_PROXIES: "10.0.0.0/8" });
  const headers = {
    "X-API-Key": listed.fullKey,
    "X-Keysmith-Service-Token": token,
    "X-Forwarded-For": "203.0.113.1",
  };
  const { status, headers: answered } = await exchange(`${wary.url}/v1/authorize`, { headers });
  expect([status, answered["x-keysmith-code"]]).toEqual([403, "ip_denied"]);
  expect(wary.output()).toContain(
    "The verifier trusts one proxy: X-Forwarded-For from 10.0.0.0/8.",
  );
  await wary.stop();
});

test("it listens on this machine alone unless it is told otherwise", async () => {
  const { port } = new URL(verifier.url);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4");
  for (const { address } of others) {
    const socket = connect(Number(port), address);
    await expect(once(socket, "connect")).rejects.toThrow("ECONNREFUSED");
  }
  const elsewhere = await startVerifierProcess({ VERIFIER_HOST: "127.0.0.2" });
  const { port: otherPort } = new URL(elsewhere.url);
  expect((await exchange(`http://127.0.0.2:${otherPort}/healthz`)).status).toBe(200);
  await expect(exchange(`http://127.0.0.1:${otherPort}/healthz`)).rejects.toThrow("ECONNREFUSED");
  await elsewhere.stop();
});
