import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { makeFinal } from "#lib/testing/api/effect.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/network/tcp-proxy.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { startVerifyLoop, type VerifyLoop } from "#lib/testing/product/verify-loop.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";

/** Two seconds for verifiers that do not confirm, plus slack for a busy machine. */
const longestMs = 4000;
const keyCount = 50;

let proxy: TcpProxy;
/** Receives changes through the proxy. */
let faulty: TestVerifier;
let sound: TestVerifier;
let loop: VerifyLoop;
beforeAll(async () => {
  proxy = await startTcpProxy(process.env.DATABASE_URL ?? "");
  [faulty, sound] = await Promise.all([
    startVerifierProcess({ DATABASE_DIRECT_URL: proxy.url }),
    startVerifierProcess(),
  ]);
  loop = startVerifyLoop([faulty, sound], 2);
});
afterAll(async () => {
  faulty.kill("SIGCONT");
  await loop.stop();
  await Promise.all([faulty.stop(), sound.stop()]);
  await proxy.close();
});

afterEach(() => {
  expect(loop.faults).toEqual([]);
  expect(loop.counts).toMatchObject({ unavailable: 0, cut: 0 });
});

async function mint(count = keyCount) {
  await Promise.all([faulty.untilTrusted(), sound.untilTrusted()]);
  const { keys, token } = await mintApiKeys(count);
  return keys.map(({ fullKey, params }) => ({
    fullKey,
    /** Revokes the key within the deadline, and waits until that is final. */
    revoke: async () => {
      const startedAt = performance.now();
      await makeFinal(async () => {
        const response = await call(DELETE, { method: "DELETE", token, params });
        expect(response.status).toBe(204);
        expect(performance.now() - startedAt).toBeLessThan(longestMs);
        return response;
      });
      loop.end(fullKey);
    },
  }));
}

type Minted = Awaited<ReturnType<typeof mint>>;

/** Revokes all keys, many at once, while they are being verified. */
async function revokeAll(keys: Minted, before: () => void = () => undefined): Promise<void> {
  const left = [...keys];
  const lane = async () => {
    for (let key = left.pop(); key; key = left.pop()) {
      await loop.add(key.fullKey);
      before();
      await key.revoke();
      await loop.finish(key.fullKey);
    }
  };
  await Promise.all(Array.from({ length: 25 }, lane));
}

test("a revocation is final while it is heard of with a delay", async () => {
  const keys = await mint();
  proxy.delay(300, ["toClient"]);
  await revokeAll(keys);
  expect(await faulty.cache()).toBe("trusted");
  proxy.delay(0);
}, 60_000);

test("a revocation is final while it is heard of too late, by a verifier that is fenced", async () => {
  const keys = await mint();
  proxy.delay(5000, ["toClient"]);
  await revokeAll(keys);
  expect(await faulty.cache()).toBe("fenced");
  expect(await sound.cache()).toBe("trusted");
  proxy.delay(0);
}, 60_000);

test("a revocation is final while the connection that listens is cut time and again", async () => {
  const keys = await mint();
  await revokeAll(keys, () => setTimeout(proxy.cut, 40 * Math.random()));
}, 60_000);

test("a revocation is final while nobody can be listened to", async () => {
  const keys = await mint(10);
  proxy.refuse(true);
  proxy.cut();
  await revokeAll(keys);
  expect(await faulty.cache()).toBe("fenced");
  proxy.refuse(false);
}, 60_000);

test("a verifier that was stopped says no to what waited for it since the revocation", async () => {
  const keys = await mint();
  await Promise.all(keys.map(({ fullKey }) => loop.add(fullKey)));
  faulty.kill("SIGSTOP");
  await Promise.all(keys.map(({ revoke }) => revoke()));
  const asked = keys.map(({ fullKey }) => faulty.verify(fullKey));
  await Promise.all(keys.map(({ fullKey }) => loop.finish(fullKey, [1])));
  faulty.kill("SIGCONT");
  const verdicts = (await Promise.all(asked)).map(({ body }) => body.code);
  expect(verdicts).toEqual(keys.map(() => "revoked"));
}, 60_000);

test("a revocation is final for a verifier that stands still for moments", async () => {
  const keys = await mint(20);
  let isOver = false;
  const stutter = async () => {
    while (!isOver) {
      faulty.kill("SIGSTOP");
      await new Promise((resolve) => setTimeout(resolve, 700 * Math.random()));
      faulty.kill("SIGCONT");
      await new Promise((resolve) => setTimeout(resolve, 150 * Math.random()));
    }
  };
  const stuttering = stutter();
  await revokeAll(keys).finally(() => {
    isOver = true;
  });
  await stuttering;
}, 60_000);
