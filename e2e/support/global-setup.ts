import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unhandledRejection } from "#lib/telemetry/watch-rejections.ts";
import { startProduct } from "#lib/testing/product/product.ts";

/** Starts the built product once for all journeys, with a new data folder. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "keysmith-e2e-"));
  const dataDir = join(folder, "data");
  const logPath = join(folder, "server.log");
  const log = createWriteStream(logPath);
  const password = "a password for the journeys";
  const product = startProduct(
    {
      LOG_LEVEL: "debug",
      KEYSMITH_DATA_DIR: dataDir,
      KEYSMITH_DEMO_PASSWORD: password,
      // All journeys share one IP address, which signs up many merchants.
      RATE_LIMIT_FACTOR: "100",
    },
    (chunk) => log.write(chunk),
  );
  Object.assign(process.env, {
    KEYSMITH_E2E_URL: await product.ready,
    KEYSMITH_E2E_VERIFIER_URL: await product.verifier,
    KEYSMITH_E2E_LOG: logPath,
    KEYSMITH_E2E_DATA: dataDir,
    KEYSMITH_E2E_PASSWORD: password,
  });
  return async () => {
    product.kill("SIGTERM");
    const code = await product.ended;
    log.end();
    await rm(folder, { recursive: true, force: true });
    if (code !== 0 || product.output().includes(unhandledRejection)) {
      throw new Error(`The product ended with ${code}.\n${product.output()}`);
    }
  };
}
