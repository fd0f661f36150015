import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { newId } from "#lib/ids.ts";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKey } from "#lib/testing/records/api-keys.ts";
import { type AskOptions, ask, startEchoApi } from "#lib/testing/services/echo-api.ts";
import { gateways, startGateway, type TestGateway } from "#lib/testing/services/gateways.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const { token: serviceToken } = await createServiceToken(ctx, { name: newId("svc") });
const api = await startEchoApi();
const verifier = await startVerifierProcess();
const verifierPort = Number(new URL(verifier.url).port);
await vi.waitUntil(async () => {
  const ready = await fetch(`${verifier.url}/readyz`);
  return (await ready.json()).cache === "trusted";
});
afterAll(async () => {
  verifier.kill("SIGTERM");
  await verifier.ended;
  await api.close();
});

const unauthorized = {
  error: "Unauthorized",
  message: "Authentication required. Please provide a valid API token",
  code: 401,
};
const forbidden = {
  error: "Forbidden",
  message: "You don't have permission to access this resource",
  code: 403,
};
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

for (const gateway of gateways) {
  describe.skipIf(!gateway.isInstalled)(`behind ${gateway.name}`, () => {
    let running: TestGateway;
    beforeAll(async () => {
      running = await startGateway(gateway, {
        verifier: verifierPort,
        apiPort: api.port,
        serviceToken,
      });
    });
    afterAll(() => running.stop());
    const send = (options: AskOptions) => ask(running.port, options);

    /** Sends a request that must not reach the API, and returns the response. */
    async function sendInVain(options: AskOptions) {
      const before = api.count();
      const answer = await send(options);
      expect(api.count()).toBe(before);
      return answer;
    }

    test("a good key goes on with its identity, and without itself", async () => {
      const { key, application, ctx: owner } = await mintApiKey({ environment: "test" });
      for (const headers of [bearer(key.fullKey), { "X-API-Key": key.fullKey }]) {
        const {
          status,
          headers: answered,
          body,
        } = await send({
          path: "/orders/1?expand=lines&scope=nothing",
          method: "DELETE",
          headers: { ...headers, "User-Agent": "shop/1", Accept: "application/json" },
        });
        expect(status).toBe(200);
        expect(body).toMatchObject({
          method: "DELETE",
          url: "/orders/1?expand=lines&scope=nothing",
        });
        expect(body.headers).toMatchObject({
          "x-keysmith-merchant": owner.merchantId,
          "x-keysmith-application": application.id,
          "x-keysmith-key": key.id,
          "x-keysmith-environment": "test",
          "x-keysmith-scopes": "*",
          "user-agent": "shop/1",
          accept: "application/json",
        });
        for (const name of ["authorization", "x-api-key", "x-keysmith-service-token"]) {
          expect(body.headers).not.toHaveProperty(name);
        }
        expect(Object.keys(answered).filter((name) => name.startsWith("x-keysmith"))).toEqual([]);
      }
    });

    test("a body arrives whole", async () => {
      const { key } = await mintApiKey();
      const body = randomBytes(1024 * 1024);
      const answer = await send({ method: "POST", headers: bearer(key.fullKey), body });
      expect(answer.body).toMatchObject({
        method: "POST",
        bodyBytes: body.byteLength,
        bodySha256: createHash("sha256").update(body).digest("hex"),
      });
    });

    test("without a good key nothing reaches the API", async () => {
      const { key, ...merchant } = await mintApiKey();
      await call(DELETE, { method: "DELETE", token: merchant.token, params: merchant.params });
      const none = await sendInVain({ method: "POST", body: Buffer.from("{}") });
      expect(none).toMatchObject({ status: 401, body: unauthorized });
      expect(none.headers["www-authenticate"]).toBe("Bearer");
      for (const wrong of ["ks_live_typo", generateFullKey("ks", "live"), key.fullKey]) {
        const answer = await sendInVain({ headers: bearer(wrong) });
        expect(answer).toMatchObject({ status: 401, body: unauthorized });
        expect(answer.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
        expect(answer.headers["content-type"]).toMatch(/^application\/json/);
        for (const name of ["x-keysmith-code", "link"]) {
          expect(answer.headers).not.toHaveProperty(name);
        }
      }
    });

    test("a path that needs a scope has it, however the path is written", async () => {
      const reader = await mintApiKey({ scopes: ["payments:read"] });
      for (const path of [
        "/payments/1",
        "/payments/",
        "//payments/1",
        "/orders/../payments/1",
        "/%70ayments/1",
      ]) {
        const answer = await sendInVain({ path, headers: bearer(reader.key.fullKey) });
        expect(answer, path).toMatchObject({ status: 403, body: forbidden });
        expect(answer.headers["www-authenticate"]).toBe('Bearer error="insufficient_scope"');
      }
      const writer = await mintApiKey({ scopes: ["payments:write"] });
      const { body } = await send({ path: "/payments/1", headers: bearer(writer.key.fullKey) });
      expect(body.headers["x-keysmith-scopes"]).toBe("payments:write");
      const elsewhere = await send({
        path: "/orders/1?scope=payments:write",
        headers: bearer(reader.key.fullKey),
      });
      expect(elsewhere.status).toBe(200);
    });

    test("an allow-list goes by the peer's address, whatever the client says", async () => {
      const elsewhere = await mintApiKey({ ipAllowlist: ["203.0.113.7"] });
      const here = await mintApiKey({ ipAllowlist: ["127.0.0.1"] });
      const forged = { "X-Forwarded-For": "203.0.113.7", "X-Real-IP": "203.0.113.7" };
      const headers = { ...forged, Forwarded: "for=203.0.113.7" };
      const refused = await sendInVain({
        headers: { ...bearer(elsewhere.key.fullKey), ...headers },
      });
      expect(refused).toMatchObject({ status: 403, body: forbidden });
      const { status, body } = await send({ headers: { ...bearer(here.key.fullKey), ...headers } });
      expect(status).toBe(200);
      expect(body.headers["x-forwarded-for"]).toBe("127.0.0.1");
      expect(JSON.stringify(body.headers)).not.toContain("203.0.113.7");
    });

    test("what a client says of itself arrives nowhere", async () => {
      const { key, ctx: owner } = await mintApiKey();
      const forged = {
        "X-Keysmith-Merchant": "forged",
        X_Keysmith_Merchant: "forged",
        "X-Keysmith_Merchant": "forged",
        "X-Keysmith-Application": "forged",
        "X-Keysmith-Key": "forged",
        "X-Keysmith-Environment": "forged",
        "X-Keysmith-Scopes": "forged",
        "X-Keysmith-Code": "forged",
        "X-Keysmith-Scope": "payouts:write",
        "X-Keysmith-Service-Token": "forged",
      };
      const { status, body } = await send({ headers: { ...bearer(key.fullKey), ...forged } });
      expect(status).toBe(200);
      expect(body.headers["x-keysmith-merchant"]).toBe(owner.merchantId);
      expect(JSON.stringify(body.headers)).not.toMatch(/forged|payouts/);
      const names =
        "X-Keysmith-Merchant, X-Keysmith-Key, X-Forwarded-For, X-Keysmith-Service-Token";
      const dropped = await send({ headers: { ...bearer(key.fullKey), Connection: names } });
      expect(dropped.body.headers).toMatchObject({
        "x-keysmith-merchant": owner.merchantId,
        "x-keysmith-key": key.id,
        "x-forwarded-for": "127.0.0.1",
      });
      expect((await sendInVain({ headers: forged })).status).toBe(401);
    });

    test("a key works until its revocation is answered, and not once after", async () => {
      const { key, ...merchant } = await mintApiKey();
      for (let i = 0; i < 3; i++) {
        expect((await send({ headers: bearer(key.fullKey) })).status).toBe(200);
      }
      const { token, params } = merchant;
      expect((await call(DELETE, { method: "DELETE", token, params })).status).toBe(204);
      expect((await sendInVain({ headers: bearer(key.fullKey) })).status).toBe(401);
    });

    test("no log has a key or the token", async () => {
      const { key } = await mintApiKey();
      await send({ headers: bearer(key.fullKey) });
      await send({ path: "/whose-log", headers: { "X-API-Key": key.fullKey } });
      let log = "";
      await vi.waitUntil(async () => {
        log = await running.readLog();
        return log.includes("/whose-log");
      });
      expect(log).not.toContain(key.fullKey);
      expect(log).not.toContain(serviceToken);
    });
  });
}
