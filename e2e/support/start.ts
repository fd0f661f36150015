import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import { isRunning } from "#lib/process.ts";
import { unhandledRejection } from "#lib/telemetry/watch-rejections.ts";
import { type Product, startProduct } from "#lib/testing/product/product.ts";

interface Fixtures {
  dataDir: string;
  /** Runs `npm start`, or another script, on `dataDir` and any free port. */
  start(env?: Record<string, string>, script?: "start" | "api"): Product;
}

/** Starts products for one test; kills what is still running after it. */
export const test = base.extend<Fixtures>({
  dataDir: async ({ baseURL: _ }, use) => {
    const parent = await mkdtemp(join(tmpdir(), "keysmith-lifecycle-"));
    const dataDir = join(parent, "data");
    await use(dataDir);
    const pid = await readPostgresPid(dataDir);
    if (pid && (await isRunning(pid))) process.kill(pid, "SIGQUIT");
    await rm(parent, { recursive: true, force: true, maxRetries: 10 });
  },
  start: async ({ dataDir }, use) => {
    const starts: Product[] = [];
    await use((env, script) => {
      const start = startProduct({ KEYSMITH_DATA_DIR: dataDir, ...env }, undefined, script);
      starts.push(start);
      return start;
    });
    for (const start of starts) start.killAll();
    await Promise.all(starts.map((start) => start.ended));
    for (const start of starts) expect(start.output()).not.toContain(unhandledRejection);
  },
});

/** Reads the PID of PostgreSQL on the data folder, if there is one. */
export async function readPostgresPid(dataDir: string): Promise<number | undefined> {
  const text = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  return Number.parseInt(text, 10) || undefined;
}
