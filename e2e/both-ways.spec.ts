import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { product } from "./support/client.ts";
import { readInstallationEnv } from "./support/database.ts";

const run = promisify(execFile);

test("an operation is answered alike by Next and without it", async () => {
  test.setTimeout(180_000);
  const env = {
    ...process.env,
    ...(await readInstallationEnv(product.dataDir)),
    NODE_ENV: "production" as const,
    LOG_LEVEL: "silent",
    RATE_LIMIT_FACTOR: "100",
  };
  const { stdout } = await run(process.execPath, ["e2e/support/both-ways.ts"], { env });
  const { compared, differences } = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  expect(compared).toBeGreaterThan(450);
  expect(differences).toEqual([]);
});
