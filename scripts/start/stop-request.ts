import { readFile } from "node:fs/promises";
import { isRunning } from "#lib/process.ts";

const repeatMs = 1_500;
const npmCheckMs = 200;

/**
 * Turns SIGINT and SIGTERM into an abort; a later second one ends the process at once. In a terminal
 * npm passes on the same Ctrl-C that reached us already, so one that follows closely is no second.
 * A process that another of ours has started stops silently, also when that one is gone.
 */
export function listenForStop(): AbortSignal {
  const stop = new AbortController();
  let requestedAt = 0;

  function request(signal?: NodeJS.Signals): void {
    if (stop.signal.aborted && Date.now() - requestedAt > repeatMs) process.exit(1);
    if (stop.signal.aborted) return;
    requestedAt = Date.now();
    if (!process.channel) console.log("\n  Stopping…");
    stop.abort(new StopRequested(signal));
  }

  process.on("SIGINT", request);
  process.on("SIGTERM", request);
  if (process.channel) process.once("disconnect", () => request());
  else if (process.env.npm_lifecycle_event) void watchNpm(() => request());
  return stop.signal;
}

/** Resolves when somebody has asked to stop. */
export function untilAborted(stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (stop.aborted) done();
    stop.addEventListener("abort", () => done(), { once: true });
  });
}

/** Why a start was given up: somebody asked for it. */
export class StopRequested extends Error {
  /** Which signal asked; none where whoever started the process is gone. */
  readonly signal: NodeJS.Signals | undefined;

  constructor(signal?: NodeJS.Signals) {
    super("Told to stop");
    this.signal = signal;
  }
}

// npm runs us through a shell, and not every shell hands on the signal that ends it. Without this,
// a killed `npm start` would leave a server that nobody sees.
async function watchNpm(onLost: () => void): Promise<void> {
  const npm = await findNpm();
  const timer = setInterval(async () => {
    if (await isRunning(npm)) return;
    clearInterval(timer);
    onLost();
  }, npmCheckMs);
  timer.unref();
}

/** The process id of the npm above us; where the system does not tell, that of our parent. */
async function findNpm(): Promise<number> {
  let pid = process.ppid;
  for (let level = 0; level < 3; level += 1) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(stat) ?? [];
    if (name?.startsWith("npm")) return pid;
    pid = Number(parent);
  }
  return process.ppid;
}
