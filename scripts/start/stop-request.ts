import { readFile } from "node:fs/promises";
import { isRunning } from "#lib/process.ts";

const repeatMs = 1_500;
const npmCheckMs = 200;

/**
 * Aborts on SIGINT and SIGTERM; a second signal ends the process. npm repeats a terminal's Ctrl-C,
 * so a signal right after the first is ignored. A child process of ours stops silently, also when
 * its parent is gone.
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

/** Resolves when a stop is requested. */
export function untilAborted(stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (stop.aborted) done();
    stop.addEventListener("abort", () => done(), { once: true });
  });
}

/** Abort reason: a stop was requested. */
export class StopRequested extends Error {
  /** The signal; undefined if the parent process is gone. */
  readonly signal: NodeJS.Signals | undefined;

  constructor(signal?: NodeJS.Signals) {
    super("Told to stop");
    this.signal = signal;
  }
}

// npm runs us in a shell, and not every shell forwards the signal that ends it. Without this, a
// killed `npm start` would leave an orphaned server.
async function watchNpm(onLost: () => void): Promise<void> {
  const npm = await findNpm();
  const timer = setInterval(async () => {
    if (await isRunning(npm)) return;
    clearInterval(timer);
    onLost();
  }, npmCheckMs);
  timer.unref();
}

/** Finds the PID of our ancestor npm, or of our parent if the system does not show more. */
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
