import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { newId } from "#lib/ids.ts";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { startTcpProxy } from "#lib/testing/network/tcp-proxy.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKey } from "#lib/testing/records/api-keys.ts";
import { type AskOptions, ask, startEchoApi } from "#lib/testing/services/echo-api.ts";
import { type GatewayPlaces, gateways, startGateway } from "#lib/testing/services/gateways.ts";
import { findFreePort } from "#lib/testing/services/redis.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const { token: serviceToken } = await createServiceToken(ctx, { name: newId("svc") });
const { key } = await mintApiKey();
const headers = { Authorization: `Bearer ${key.fullKey}` };
const api = await startEchoApi();
const socketPath = join(tmpdir(), `keysmith-${randomBytes(6).toString("hex")}.sock`);
const shared = await startVerifierProcess({ VERIFIER_SOCKET: socketPath });
const sharedPort = Number(new URL(shared.url).port);
afterAll(async () => {
  shared.kill("SIGTERM");
  await shared.ended;
  await api.close();
});
vi.setConfig({ testTimeout: 60_000 });

const unavailable = {
  error: "Service Unavailable",
  message: "The service is not available. Please try again",
  code: 503,
};

async function startVerifier(env: Record<string, string>) {
  const verifier = await startVerifierProcess(env);
  onTestFinished(async () => {
    verifier.kill("SIGTERM");
    await verifier.ended;
  });
  return { ...verifier, port: Number(new URL(verifier.url).port) };
}

for (const gateway of gateways) {
  describe.skipIf(!gateway.isInstalled)(`behind ${gateway.name}`, () => {
    /** Opens a gateway for this test alone. */
    async function open(places: Omit<GatewayPlaces, "apiPort">) {
      const { port, stop } = await startGateway(gateway, { apiPort: api.port, ...places });
      onTestFinished(stop);
      return (options: AskOptions = { headers }) => ask(port, options);
    }

    async function expectUnavailable(send: Awaited<ReturnType<typeof open>>) {
      const before = api.count();
      const answer = await send();
      expect(answer).toMatchObject({ status: 503, body: unavailable });
      expect(answer.headers["retry-after"]).toBe("1");
      expect(answer.headers["content-type"]).toBe("application/json");
      expect(api.count()).toBe(before);
    }

    test("nobody gets through while the verifier is away, and everybody once it is back", async () => {
      const VERIFIER_PORT = String(await findFreePort());
      const killed = await startVerifier({ VERIFIER_PORT });
      const send = await open({ verifier: killed.port, serviceToken });
      expect((await send()).status).toBe(200);
      killed.kill("SIGKILL");
      await killed.ended;
      await expectUnavailable(send);
      await startVerifier({ VERIFIER_PORT });
      expect((await send()).status).toBe(200);
    });

    test("nobody gets through while the database is away", async () => {
      const database = await startTcpProxy(process.env.DATABASE_URL ?? "");
      const { port } = await startVerifier({ DATABASE_URL: database.url });
      const send = await open({ verifier: port, serviceToken });
      expect((await send()).status).toBe(200);
      await database.close();
      await vi.waitFor(() => expectUnavailable(send), 10_000);
    });

    test("by the verifier's Unix socket the gateway needs no token", async () => {
      const send = await open({ verifier: socketPath });
      const { status, body } = await send();
      expect(status).toBe(200);
      expect(body.headers["x-keysmith-key"]).toBe(key.id);
      expect((await send({})).status).toBe(401);
    });

    test("a gateway without a good token lets nobody through", async () => {
      const send = await open({ verifier: sharedPort, serviceToken: "kst_wrong" });
      const before = api.count();
      expect((await send()).status).toBe(401);
      expect(api.count()).toBe(before);
    });

    test("the verifier gets no body, nothing but what it needs, and few connections", async () => {
      const chunks: Buffer[] = [];
      const line = await startTcpProxy(`http://127.0.0.1:${sharedPort}`, (chunk) =>
        chunks.push(chunk),
      );
      onTestFinished(line.close);
      const send = await open({ verifier: Number(new URL(line.url).port), serviceToken });
      const body = randomBytes(256 * 1024);
      for (let i = 0; i < 20; i++) {
        const answer = await send({ method: "PUT", headers, body });
        expect(answer.body.bodyBytes).toBe(body.byteLength);
      }
      const sent = Buffer.concat(chunks).toString("latin1");
      expect(sent.match(/GET \/v1\/authorize HTTP\/1\.1\r\n/g)).toHaveLength(20);
      expect(sent.length).toBeLessThan(20 * 1024);
      expect(
        sent.match(new RegExp(`X-Keysmith-Service-Token: ${serviceToken}\r\n`, "gi")),
      ).toHaveLength(20);
      expect(line.opened()).toBeLessThanOrEqual(2);
    });

    test("a client that asks too often hears when to come back", async () => {
      const limited = await mintApiKey({ rateLimit: { limit: 2, windowSeconds: 86_400 } });
      const send = await open({ verifier: sharedPort, serviceToken });
      const own = { headers: { Authorization: `Bearer ${limited.key.fullKey}` } };
      const answers = [await send(own), await send(own), await send(own)];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
      const [, , refused] = answers;
      expect(refused?.body).toEqual({
        error: "Too Many Requests",
        message: "Too many requests. Please try again later",
        code: 429,
      });
      expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(80_000);
    });
  });
}
