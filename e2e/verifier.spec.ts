import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { isRunning } from "#lib/process.ts";
import { runOperator, send } from "./support/client.ts";
import { demoPassword, openShop } from "./support/shop.ts";
import { test } from "./support/start.ts";

const run = promisify(execFile);
const demo = { KEYSMITH_DEMO_PASSWORD: demoPassword };

/** The process of the verifier that listens on a port. */
async function findPid(port: string): Promise<number> {
  const { stdout } = await run("pgrep", ["-f", "scripts/verifier.ts"]);
  for (const pid of stdout.trim().split("\n").map(Number)) {
    const environment = await run("cat", [`/proc/${pid}/environ`]).catch(() => ({ stdout: "" }));
    if (environment.stdout.split("\0").includes(`VERIFIER_PORT=${port}`)) return pid;
  }
  return 0;
}

test("a verifier runs beside the portal, from whose revocations on it refuses, and ends with it", async ({
  dataDir,
  start,
}) => {
  const product = start(demo);
  const shop = await openShop(await product.ready);
  const verifier = await product.verifier;
  const { token } = await runOperator(["service-token", "create", "gateway"], dataDir);
  const ask = (key: string) =>
    send("POST", "/v1/verify", { address: verifier, token, body: { key } });
  const { body: key } = await shop.create("Checkout");
  await expect.poll(async () => (await ask(key.fullKey)).body).toMatchObject({ keyId: key.id });

  const revoked = await shop.keys("DELETE", `/${key.id}`);
  expect(revoked.status).toBe(204);
  expect((await ask(key.fullKey)).body).toEqual({ valid: false, code: "revoked" });

  const pid = await findPid(new URL(verifier).port);
  expect(await isRunning(pid)).toBe(true);
  process.kill(pid, "SIGKILL");
  const again = () =>
    ask(key.fullKey).then(
      ({ body }) => body.code,
      () => "away",
    );
  await expect.poll(again).toBe("revoked");

  const nextPid = await findPid(new URL(verifier).port);
  product.kill("SIGTERM");
  expect(await product.ended).toBe(0);
  expect(await isRunning(nextPid)).toBe(false);
});

test("a port for the verifier that is in use is refused where it was asked for, and else another one taken", async ({
  start,
}) => {
  const other = createServer().listen(0);
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const refused = start({ ...demo, VERIFIER_PORT: String(port) });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain(`Port ${port} is in use.`);
  expect(refused.output()).toContain(`VERIFIER_PORT=${port + 1}`);

  const product = start({ ...demo, PORT: String(port - 1), VERIFIER_PORT: "" });
  const address = await product.verifier;
  expect(new URL(address).port).not.toBe(String(port));
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  other.close();
});
