import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { getServer } from "#lib/runtime/server.ts";
import { runAsOwner } from "#lib/testing/database/owner.ts";
import { exchange } from "#lib/testing/network/exchange.ts";
import { startTcpProxy } from "#lib/testing/network/tcp-proxy.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";

test("a verifier that is told to stop says so first, and answers until balancers have seen it", async () => {
  const verifier = await startVerifierProcess({ DRAIN_SECONDS: "2", LOG_LEVEL: "silent" });
  await verifier.untilTrusted();
  const [key] = (await mintApiKeys(1)).keys;
  verifier.kill("SIGTERM");
  const isDraining = async () => (await verifier.cache()) === null;
  await vi.waitUntil(isDraining, { interval: 10 });
  const { body } = await verifier.verify(key?.fullKey ?? "");
  expect(body.valid).toBe(true);
  expect((await exchange(`${verifier.url}/healthz`)).status).toBe(200);
  expect((await exchange(`${verifier.url}/readyz`)).status).toBe(503);
  expect(await verifier.ended).toBe(0);
}, 60_000);

test("a verifier that starts while the database is away waits for it", async () => {
  const line = await startTcpProxy(process.env.DATABASE_URL ?? "");
  line.refuse(true);
  const starting = startVerifierProcess({ DATABASE_URL: line.url });
  const isStarted = await Promise.race([starting.then(() => true), sleep(4000, false)]);
  line.refuse(false);
  const verifier = await starting;
  await verifier.untilTrusted();
  expect(isStarted).toBe(false);
  await verifier.stop();
  await line.close();
}, 60_000);

test("Ctrl-C in a terminal waits for no balancer", async () => {
  const verifier = await startVerifierProcess({ DRAIN_SECONDS: "300" });
  verifier.kill("SIGINT");
  expect(await verifier.ended).toBe(0);
}, 60_000);

test("a verifier with another secret, or on an older schema, does not start and says why", async () => {
  const { env, db } = getServer();
  await checkSecrets(db.$client, env, { isAdopting: true });
  const wrong = { KEYSMITH_KEY_HASH_SECRET: "another secret that is long enough" };
  await expect(startVerifierProcess(wrong)).rejects.toThrow(
    "KEYSMITH_KEY_HASH_SECRET isn't the one that this database uses",
  );
  await runAsOwner(`delete from drizzle.__drizzle_migrations
    where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`);
  await expect(startVerifierProcess()).rejects.toThrow("schema is older than this version");
}, 60_000);
