import { once } from "node:events";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { isRunning } from "#lib/process.ts";
import { findFreePort } from "#lib/testing/services/redis.ts";
import { readPostgresPid, test } from "./support/start.ts";

const email = "owner@demo.test";

async function signIn(address: string, password: string): Promise<number> {
  const { status } = await fetch(`${address}/api/v1/auth/token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  return status;
}

function readPassword(output: string): string {
  expect(output).toContain(email);
  return /password\s+(\S{12,})/.exec(output)?.[1] ?? "";
}

test("the first start shows a login once; SIGTERM stops all of it; the API alone has the same data", async ({
  dataDir,
  start,
}) => {
  const first = start();
  const address = await first.ready;
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  const password = readPassword(first.output());
  expect(await signIn(address, password)).toBe(200);
  expect((await stat(join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
  const postgresPid = (await readPostgresPid(dataDir)) ?? 0;
  expect(await isRunning(postgresPid)).toBe(true);

  first.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  expect(await isRunning(postgresPid)).toBe(false);

  const second = start({}, "api");
  const api = await second.ready;
  expect(await signIn(api, password)).toBe(200);
  expect(second.output()).not.toContain(email);
  for (const path of ["/healthz", "/readyz", "/.well-known/jwks.json", "/api/v1/openapi.json"]) {
    expect([path, (await fetch(api + path)).status]).toEqual([path, 200]);
  }
  const page = await fetch(`${api}/sign-in`);
  expect([page.status, (await page.json()).code]).toEqual([404, 404]);
  second.kill("SIGTERM");
  expect(await second.ended).toBe(0);
});

test("a portal runs without its verifier, and serves unready until balancers have seen it", async ({
  start,
}) => {
  const product = start({ VERIFIER: "off", DRAIN_SECONDS: "3", ACCESS_LOG: "on" });
  const address = await product.ready;
  const read = async (path: string) => (await fetch(`${address}${path}`)).status;
  expect([await read("/readyz"), await read("/healthz")]).toEqual([200, 200]);
  product.kill("SIGTERM");
  await expect.poll(() => read("/readyz"), { intervals: [20] }).toBe(503);
  expect(await read("/.well-known/jwks.json")).toBe(200);
  expect(await product.ended).toBe(0);
  expect(product.output()).not.toContain("Verifier");
  expect(product.output()).toMatch(/"status":503,"route":"\/readyz","ms"/);
});

test("a folder in use is refused and left alone; a killed start is recovered from", async ({
  dataDir,
  start,
}) => {
  const first = start({ KEYSMITH_DEMO_PASSWORD: "a demo password" });
  const address = await first.ready;

  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Keysmith is already running on ${dataDir} (pid `);
  expect(await signIn(address, "a demo password")).toBe(200);

  const orphanPid = (await readPostgresPid(dataDir)) ?? 0;
  first.killAll();
  await first.ended;
  expect(await isRunning(orphanPid)).toBe(true);

  const third = start();
  expect(await signIn(await third.ready, "a demo password")).toBe(200);
  expect(await isRunning(orphanPid)).toBe(false);
});

test("a killed PostgreSQL is started again under the running server", async ({
  dataDir,
  start,
}) => {
  const product = start({ KEYSMITH_DEMO_PASSWORD: "a demo password" });
  const address = await product.ready;
  process.kill((await readPostgresPid(dataDir)) ?? 0, "SIGKILL");
  await expect.poll(() => signIn(address, "a demo password")).toBe(200);
  expect(product.output()).toContain("PostgreSQL exited unexpectedly");
});

test("a port in use is refused before anything is made", async ({ dataDir, start }) => {
  const other = createServer().listen(0);
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const refused = start({ PORT: String(port) });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain(`Port ${port} is in use.`);
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  other.close();
});

test("a server on a database of its own does not guess its address", async ({ start }) => {
  const secrets = ["KEY_HASH", "SESSION", "SEALING"].map((name) => [
    `KEYSMITH_${name}_SECRET`,
    "x".repeat(32),
  ]);
  const refused = start({
    ...Object.fromEntries(secrets),
    DATABASE_URL: "postgres://keysmith:a-database-password@127.0.0.1:1/keysmith",
    KEYSMITH_URL: "",
  });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain("KEYSMITH_URL is not set");
});

test("a server on a database of its own names each secret that is missing", async ({ start }) => {
  const refused = start({
    DATABASE_URL: "postgres://keysmith:a-database-password@127.0.0.1:1/keysmith",
    KEYSMITH_SESSION_SECRET: "too short",
  });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain("KEYSMITH_KEY_HASH_SECRET is not set");
  expect(refused.output()).toContain("KEYSMITH_SESSION_SECRET must be at least 32 characters");
  expect(refused.output()).toContain("KEYSMITH_SEALING_SECRET is not set");
  expect(refused.output()).not.toContain("a-database-password");
});

test("a log that nobody reads stops nothing: it starts, serves, and ends when it is told to", async ({
  start,
}) => {
  const port = await findFreePort();
  // Silent, because npm itself dies of the closed pipe where it prints what it runs.
  const product = start({ PORT: String(port), npm_config_loglevel: "silent" });
  product.closeOutput();
  const readHealth = () =>
    fetch(`http://localhost:${port}/healthz`).then(
      ({ status }) => status,
      () => "not yet",
    );
  await expect.poll(readHealth, { timeout: 45_000 }).toBe(200);
  product.kill("SIGTERM");
  expect(await product.ended).toBe(0);
});
