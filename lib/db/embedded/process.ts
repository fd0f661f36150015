import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "#lib/db/embedded/account.ts";
import { isRunning } from "#lib/process.ts";

export type SpawnOptions = {
  account: Account;
  /** File descriptor for stdout and stderr; pipes if undefined. */
  logFd?: number;
  /** File descriptors that the program inherits as 3, 4, … */
  inheritedFds?: number[];
};

/**
 * Starts a PostgreSQL program in its own session, so that Ctrl-C reaches only us and the database
 * outlives requests in flight. It gets an empty environment: no secrets, and no PG* variables that
 * change its behavior.
 */
export function spawnProgram(file: string, args: string[], options: SpawnOptions): ChildProcess {
  const { PATH, SystemRoot, NODE_ENV } = process.env;
  const output = options.logFd ?? "pipe";
  return spawn(file, args, {
    ...options.account,
    cwd: "/",
    detached: true,
    env: { PATH, SystemRoot, NODE_ENV, LC_ALL: "C" },
    stdio: ["ignore", output, output, ...(options.inheritedFds ?? [])],
    windowsHide: true,
  });
}

/** Runs a program to its end; resolves with its exit code and output. */
export async function runProgram(
  file: string,
  args: string[],
  options: SpawnOptions,
): Promise<{ exitCode: number | null; output: string }> {
  const child = spawnProgram(file, args, options);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, output: output.trim() };
}

/** Stops a postmaster: fast shutdown first (open transactions roll back), then immediate. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, timeoutMs] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 10_000],
  ] as const) {
    if (!sendSignal(pid, signal)) return;
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline) {
      if (!(await isRunning(pid))) return;
      await sleep(20);
    }
  }
  throw new Error(`PostgreSQL (pid ${pid}) doesn't stop.`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
