import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readInstallationEnv } from "#e2e/support/database.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { startProduct } from "#lib/testing/product/product.ts";
import { fuzz } from "./run.ts";

/*
 * Fuzzes the product at --url, in whose environment it must run, or one of its own. Prints the result
 * as JSON in its last line.
 */

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    requests: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});

async function startOwn(resources: AsyncDisposableStack): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "keysmith-fuzz-"));
  resources.defer(() => rm(parent, { recursive: true, force: true, maxRetries: 10 }));
  const dataDir = join(parent, "data");
  const product = startProduct({
    KEYSMITH_DATA_DIR: dataDir,
    RATE_LIMIT_FACTOR: "1000000",
    LOG_LEVEL: "error",
  });
  resources.defer(async () => {
    product.kill("SIGTERM");
    await product.ended;
  });
  const url = await product.ready;
  Object.assign(process.env, await readInstallationEnv(dataDir));
  return url;
}

const requests = Number(values.requests);
const seed = Number(values.seed);
console.log(`${requests} requests with --seed ${seed}`);
const resources = new AsyncDisposableStack();
try {
  const url = values.url ?? (await startOwn(resources));
  resources.defer(runShutdownHooks);
  const onProgress = (sent: number) => process.stdout.write(`\r${sent} sent`);
  const { faults, ...rest } = await fuzz({ url, requests, seed, onProgress });
  for (const fault of faults.slice(0, 20)) console.error(`\n${fault}`);
  console.log(`\n${JSON.stringify({ ...rest, faults: faults.slice(0, 20) })}`);
  // The journey that runs it judges by the result.
  if (!values.url) process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  await resources.disposeAsync();
}
