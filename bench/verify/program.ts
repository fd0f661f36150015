import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const projectDir = resolve(import.meta.dirname, "../..");
const graceMs = 10_000;
/** Like `npm start`: the same for all measured programs. */
const flags = ["--max-semi-space-size=64"];

/** Whatever way the bench ends, none of them outlives it. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export interface RunningProgram {
  child: ChildProcess;
  /** Its port; 0 for a program that does not listen. */
  port: number;
  /** Resolves when it is over, whatever ended it. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  args?: string[];
  env?: Record<string, string>;
  /** Modules that it loads first. */
  preload?: string[];
  /** Whether it is talked to by messages. */
  hasChannel?: boolean;
  /** Whether it is waited for until it listens; where it has a channel, only if that is asked. */
  isListening?: boolean;
}

/**
 * Runs a file of this project by this Node, and waits until it says where it listens.
 * @throws Error with what it printed, where it ends before that
 */
export async function startProgram(
  file: string,
  { args = [], env = {}, preload = [], hasChannel = false, isListening }: ProgramOptions = {},
): Promise<RunningProgram> {
  const imports = preload.map((path) => `--import=${resolve(projectDir, path)}`);
  const child = spawn(
    process.execPath,
    [...flags, ...imports, resolve(projectDir, file), ...args],
    {
      cwd: projectDir,
      env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", ...env },
      stdio: ["ignore", "pipe", "pipe", ...(hasChannel ? (["ipc"] as const) : [])],
    },
  );
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-10_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  running.add(child);
  const ended = once(child, "close").then(() => {
    running.delete(child);
  });
  const program = { child, port: 0, ended, stop: () => stop(child, ended) };
  if (isListening ?? !hasChannel) {
    program.port = await new Promise<number>((found, failed) => {
      child.stdout?.on("data", () => {
        const port = /http:\/\/localhost:(\d+)\s/.exec(output)?.[1];
        if (port) found(Number(port));
      });
      // Whatever of the product has a channel says it there.
      child.on("message", ({ port }: { port?: number }) => port && found(port));
      ended.then(() => failed(new Error(`${file} ended.\n${output}`)));
    });
  }
  return program;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
}
