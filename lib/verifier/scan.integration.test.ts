import { afterAll, beforeAll, expect, test } from "vitest";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { createContext } from "#lib/runtime/server.ts";
import { exchange } from "#lib/testing/network/exchange.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

const scannedPerSecond = 5000;
const seconds = 4;
const batchSize = 250;

const { db } = createContext({ id: "test", address: null, userAgent: null });
let verifier: TestVerifier;
beforeAll(async () => {
  verifier = await startVerifierProcess({ VERIFIER_CACHE_MB: "2" });
  await verifier.untilTrusted();
});
afterAll(() => verifier.stop());

test("5,000 keys a second that nobody has seen before do not starve those that are known", async () => {
  const token = await getServiceToken();
  const { keys } = await mintApiKeys(50);
  const known = keys.map(({ fullKey }) => fullKey);
  for (const key of known) expect((await verifier.verify(key)).body.valid).toBe(true);

  let scanned = 0;
  const startedAt = performance.now();
  const isOver = () => performance.now() > startedAt + seconds * 1000;
  const scan = async () => {
    while (!isOver()) {
      const body = {
        keys: Array.from({ length: batchSize }, () => ({ key: generateFullKey("ks", "live") })),
      };
      const { status, body: answer } = await exchange(`${verifier.url}/v1/verify/batch`, {
        token,
        body,
      });
      expect(status).toBe(200);
      expect(answer.data[0].code).toBe("not_found");
      scanned += batchSize;
      const dueAt = startedAt + (1000 * scanned) / scannedPerSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(1, dueAt - performance.now())));
    }
  };
  const took: number[] = [];
  const use = async () => {
    for (let i = 0; !isOver(); i++) {
      const askedAt = performance.now();
      const { status, body } = await verifier.verify(known[i % known.length] ?? "");
      expect([status, body.valid]).toEqual([200, true]);
      took.push(performance.now() - askedAt);
    }
  };
  await Promise.all([scan(), scan(), use(), use()]);

  // The database is locked, so a valid response proves that the key was not evicted.
  await db.transaction(async (tx) => {
    await tx.execute("lock table api_key_secrets in access exclusive mode");
    for (const key of known) expect((await verifier.verify(key)).body.valid).toBe(true);
  });
  expect(took.length).toBeGreaterThan(known.length);
  expect(took.toSorted((a, b) => a - b)[Math.floor(0.99 * took.length)]).toBeLessThan(1000);
}, 60_000);
