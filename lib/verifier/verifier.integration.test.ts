import { afterAll, expect, test } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

const verifier = await startVerifierProcess();
afterAll(() => verifier.stop());

async function mintKey() {
  const merchant = await mintMerchant();
  const { id: applicationId } = await mintApplication(merchant.ctx);
  const key = await createApiKey(merchant.ctx, { applicationId, description: "Checkout" });
  const params = { id: applicationId, keyId: key.id };
  const revoke = (headers = {}) =>
    call(DELETE, { method: "DELETE", token: merchant.token, params, headers });
  return { ...key, merchantId: merchant.ctx.merchantId, revoke };
}

const verify = async (key: string) => (await verifier.verify(key)).body;

test("a key verifies until its revocation is answered, and not once after", async () => {
  await verifier.untilTrusted();
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
