import { afterAll, expect, test, vi } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { createApiKey } from "#lib/api-keys/create.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { createContext } from "#lib/db/client.ts";
import { newId } from "#lib/ids.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { mintApplication, mintMerchant } from "#lib/testing/merchants.ts";
import { call } from "#lib/testing/requests.ts";
import { startVerifierProcess } from "#lib/testing/verifier.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const { token } = await createServiceToken(ctx, { name: newId("svc") });
const verifier = await startVerifierProcess();
afterAll(async () => {
  verifier.kill("SIGTERM");
  expect(await verifier.ended).toBe(0);
});

async function mintKey() {
  const merchant = await mintMerchant();
  const { id: applicationId } = await mintApplication(merchant.ctx);
  const key = await createApiKey(merchant.ctx, { applicationId, description: "Checkout" });
  const params = { id: applicationId, keyId: key.id };
  const revoke = (headers = {}) =>
    call(DELETE, { method: "DELETE", token: merchant.token, params, headers });
  return { ...key, merchantId: merchant.ctx.merchantId, revoke };
}

async function verify(key: string) {
  const response = await fetch(`${verifier.url}/v1/verify`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ key }),
  });
  expect(response.status).toBe(200);
  return response.json();
}

const untilTrusted = () =>
  vi.waitUntil(async () => {
    const ready = await fetch(`${verifier.url}/readyz`);
    return (await ready.json()).cache === "trusted";
  });

test("a key verifies until its revocation is answered, and not once after", async () => {
  await untilTrusted();
  const key = await mintKey();
  for (let i = 0; i < 3; i++) {
    expect(await verify(key.fullKey)).toEqual({
      valid: true,
      merchantId: key.merchantId,
      applicationId: key.applicationId,
      keyId: key.id,
      environment: "live",
      scopes: ["*"],
      expiresAt: null,
    });
  }
  const revoked = await key.revoke();
  expect(revoked.status).toBe(204);
  expect(revoked.headers.get("effective-at")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(await verify(key.fullKey)).toEqual({ valid: false, code: "revoked" });
  expect(await verify(generateFullKey("ks", "live"))).toEqual({ valid: false, code: "not_found" });
});

test("a revocation says in its body when it holds everywhere, to whoever prefers one", async () => {
  const key = await mintKey();
  const { status, headers, body } = await key.revoke({ Prefer: "return=representation" });
  expect(status).toBe(200);
  expect(headers.get("preference-applied")).toBe("return=representation");
  expect(body).toEqual({ effectiveAt: headers.get("effective-at") });
});
