import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { isRunning } from "#lib/process.ts";

export interface Start {
  /** Resolves with the address once it is printed; rejects where the start ends before that. */
  ready: Promise<string>;
  /** Exit code; null where a signal ended it. */
  ended: Promise<number | null>;
  output(): string;
  /** To `npm` alone, as a process manager does it. */
  kill(signal: NodeJS.Signals): void;
  /** To everything that the start has begun but the database, which is on its own. */
  killAll(): void;
}

interface Fixtures {
  dataDir: string;
  /** `npm start` on `dataDir` and any free port. */
  start(env?: Record<string, string>): Start;
}

/** Starts of the test's own; whatever it leaves running is killed. */
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
    const starts: Start[] = [];
    await use((env) => {
      const start = spawnStart({ KEYSMITH_DATA_DIR: dataDir, ...env });
      starts.push(start);
      return start;
    });
    for (const start of starts) start.killAll();
    await Promise.all(starts.map((start) => start.ended));
  },
});

/** The process that runs PostgreSQL on the data folder, if one says so. */
export async function readPostgresPid(dataDir: string): Promise<number | undefined> {
  const text = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  return Number.parseInt(text, 10) || undefined;
}

function spawnStart(env: Record<string, string>): Start {
  const child = spawn("npm", ["start"], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATABASE_URL: "", FORCE_COLOR: "0", PORT: "0", ...env },
  });
  let output = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk;
        const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (address) resolve(address);
      });
    }
    ended.then(() => reject(new Error(`The start ended.\n${output}`)));
  });
  // Most tests wait for one of the two only.
  ready.catch(() => undefined);
  const signal = (pid: number, name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, name);
  };
  return {
    ready,
    ended,
    output: () => output,
    kill: (name) => signal(child.pid ?? 0, name),
    killAll: () => signal(-(child.pid ?? 0), "SIGKILL"),
  };
}
