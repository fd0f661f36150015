import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startProduct } from "#lib/testing/product/product.ts";
import { fuzz } from "./run.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed);
console.log(`${requests} requests with --seed ${seed}`);

const parent = await mkdtemp(join(tmpdir(), "keysmith-fuzz-"));
const product = startProduct({
  KEYSMITH_DATA_DIR: join(parent, "data"),
  RATE_LIMIT_FACTOR: "1000000",
  LOG_LEVEL: "error",
});
try {
  const url = await product.ready;
  const { faults, statuses } = await fuzz({
    url,
    requests,
    seed,
    onProgress: (sent) => process.stdout.write(`\r${sent} sent`),
  });
  console.log(`\nStatuses: ${JSON.stringify(statuses)}`);
  for (const fault of faults.slice(0, 20)) console.error(`\n${fault}`);
  console.log(`${requests - faults.length} passed, ${faults.length} failed`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  product.kill("SIGTERM");
  await product.ended;
  await rm(parent, { recursive: true, force: true, maxRetries: 10 });
}
