import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { AggregatorRegistry, type Registry } from "prom-client";
import type { Env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { clearSocket, restrictSockets } from "#lib/verifier/unix-socket.ts";
import { findPort } from "#scripts/start/port.ts";

const restartPauseMs = 1000;

/** Messages between a process and its parent. */
type Message =
  | { kind: "ready" }
  | { kind: "retire" }
  | { kind: "metrics"; id: number; text?: string };

export interface VerifierProcesses {
  port: number;
  /** Ends when all processes have, after sending them `signal`. */
  close(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Runs several verifiers on one port: this process accepts connections and distributes them. A
 * crashed one is restarted; SIGHUP replaces one after another.
 * @throws Error if one does not start, with the text that it has printed
 */
export async function startVerifierProcesses(
  env: Pick<Env, "VERIFIER_PROCESSES" | "VERIFIER_HOST" | "VERIFIER_SOCKET">,
  wishedPort: number,
): Promise<VerifierProcesses> {
  const port = await findPort(wishedPort, env.VERIFIER_HOST, "VERIFIER_PORT");
  if (env.VERIFIER_SOCKET !== undefined) {
    await clearSocket(env.VERIFIER_SOCKET);
    // This process creates the socket when its first worker listens.
    restrictSockets();
  }
  const registry = new AggregatorRegistry();
  const workers = new Map<number, Worker>();
  let closing: Promise<void> | undefined;
  let restarting = Promise.resolve();

  function fork(slot: number): Worker {
    cluster.setupPrimary({ args: [String(slot)] });
    const worker = cluster.fork({ VERIFIER_PORT: String(port) });
    worker.on("message", ({ kind, ...message }: Message) => {
      if (kind === "metrics") void sendMetrics(worker, message as { id: number });
    });
    return worker;
  }

  async function sendMetrics(worker: Worker, { id }: { id: number }): Promise<void> {
    const text = await registry.clusterMetrics().catch(() => undefined);
    if (worker.isConnected()) worker.send({ kind: "metrics", id, text } satisfies Message);
  }

  /** Makes a worker serve in this slot, and restarts it if it exits. */
  function keep(slot: number, worker: Worker): void {
    workers.set(slot, worker);
    worker.once("exit", async (code, signal) => {
      if (closing || workers.get(slot) !== worker) return;
      log.error({ process: slot, code, signal }, "a verifier process has ended");
      await sleep(restartPauseMs);
      if (!closing && workers.get(slot) === worker) keep(slot, fork(slot));
    });
  }

  async function restart(): Promise<void> {
    for (const [slot, old] of workers) {
      if (closing) return;
      const next = fork(slot);
      await untilReady(next);
      keep(slot, next);
      if (old.isConnected()) old.send({ kind: "retire" } satisfies Message);
      if (!old.isDead()) await once(old, "exit");
      log.info({ process: slot }, "a verifier process has been replaced");
    }
  }

  process.on("SIGHUP", () => {
    restarting = restarting.then(restart).catch((error) => {
      log.error({ err: error }, "the processes left are not replaced");
    });
  });

  const endAll = async (signal: NodeJS.Signals) => {
    const left = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(
      left.map(async (worker) => {
        const ended = once(worker, "exit");
        worker.process.kill(signal);
        await ended;
      }),
    );
  };
  const close = (signal: NodeJS.Signals) => {
    // A second signal would end them at once.
    closing ??= endAll(signal);
    return closing;
  };
  try {
    for (let slot = 1; slot <= env.VERIFIER_PROCESSES; slot += 1) keep(slot, fork(slot));
    await Promise.all([...workers.values()].map(untilReady));
  } catch (error) {
    await close("SIGTERM");
    throw error;
  }
  return { port, close };
}

async function untilReady(worker: Worker): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    worker.on("message", ({ kind }: Message) => kind === "ready" && resolve());
    worker.once("exit", () => reject(new Error("A verifier process didn't start.")));
  });
}

export interface VerifierWorker {
  /** Number of this process, from 1 on. */
  number: number;
  tellReady(): void;
  /** Aborted when another process has replaced this one. */
  retired: AbortSignal;
  /** Includes this process's metrics in the common ones. */
  shareMetrics(registry: Registry): void;
  /** Reads the metrics of all processes. */
  readMetrics(): Promise<string>;
}

/** Returns this process as one of several; undefined if it is the only one. */
export function findVerifierWorker(): VerifierWorker | undefined {
  if (!cluster.isWorker) return undefined;
  const retirement = new AbortController();
  const waiting = new Map<number, (text: string | undefined) => void>();
  const send = (message: Message) => process.send?.(message);
  let asked = 0;
  process.on("SIGHUP", () => undefined);
  process.on("message", (message: Message) => {
    if (message.kind === "retire") retirement.abort();
    if (message.kind === "metrics") waiting.get(message.id)?.(message.text);
  });
  return {
    number: Number(process.argv[2]),
    tellReady: () => send({ kind: "ready" }),
    retired: retirement.signal,
    shareMetrics: (registry) => {
      AggregatorRegistry.setRegistries([registry]);
      // The library starts listening for requests when the first instance is created.
      new AggregatorRegistry();
    },
    readMetrics: async () => {
      asked += 1;
      const id = asked;
      const text = await new Promise<string | undefined>((resolve) => {
        waiting.set(id, resolve);
        send({ kind: "metrics", id });
      }).finally(() => waiting.delete(id));
      if (text === undefined) throw new Error("Not every process has told its metrics");
      return text;
    },
  };
}
