import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { product } from "./support/client.ts";
import { readInstallationEnv } from "./support/database.ts";

const run = promisify(execFile);

test("no generated request is answered 5xx, left waiting, or answered outside the envelope", async () => {
  const env = {
    ...process.env,
    ...(await readInstallationEnv(product.dataDir)),
    LOG_LEVEL: "silent",
  };
  const options = ["--url", product.url, "--requests", "750", "--seed", "12"];
  const { stdout } = await run(process.execPath, ["e2e/fuzz/main.ts", ...options], { env });
  const { sent, faults, statuses } = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  expect(faults).toEqual([]);
  expect(sent).toBe(750);
  // Some get through, so that more than the first check was tried.
  expect(statuses[200]).toBeGreaterThan(20);
  expect(statuses[201]).toBeGreaterThan(5);
  expect(statuses[204]).toBeGreaterThan(5);
  expect(statuses[404]).toBeGreaterThan(10);
});
