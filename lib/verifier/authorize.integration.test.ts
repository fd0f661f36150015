import { afterAll, expect, test } from "vitest";
import { createContext } from "#lib/db/client.ts";
import { newId } from "#lib/ids.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { mintApiKey } from "#lib/testing/api-keys.ts";
import { startVerifierProcess } from "#lib/testing/verifier.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const { token } = await createServiceToken(ctx, { name: newId("svc") });
const verifier = await startVerifierProcess();
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
