import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Settings } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { findPort } from "#scripts/start/port.ts";
import { verifierScript } from "#scripts/start/project.ts";

const restartPauseMs = 1000;
const graceMs = 12_000;

interface VerifierProcess {
  port: number;
  close(): Promise<void>;
}

/**
 * Returns the port for the verifier beside this process: the requested one, or the default if it is
 * free. Throws like `findPort`.
 */
export async function findVerifierPort(
  { VERIFIER_PORT, VERIFIER_HOST }: Pick<Settings, "VERIFIER_PORT" | "VERIFIER_HOST">,
  usual: number,
): Promise<number> {
  if (VERIFIER_PORT !== undefined) return findPort(VERIFIER_PORT, VERIFIER_HOST, "VERIFIER_PORT");
  return findPort(usual, VERIFIER_HOST).catch(() => 0);
}

/**
 * Runs a verifier in a separate process and restarts it if it exits. It starts draining at this
 * process's stop signal, so it stops no later.
 * @throws Error if it does not start, with the text that it has printed
 */
export async function startVerifier(port: number, stop: AbortSignal): Promise<VerifierProcess> {
  let isClosing = false;
  let child = spawn(port);
  const drainBoth = () => {
    isClosing = true;
    child.kill(stop.reason?.signal ?? "SIGTERM");
  };
  if (stop.aborted) drainBoth();
  else stop.addEventListener("abort", drainBoth, { once: true });
  const chosenPort = await hearPort(child);
  const kept = keepRunning();
  return {
    port: chosenPort,
    close: async () => {
      isClosing = true;
      await end(child);
      await kept;
    },
  };

  async function keepRunning(): Promise<void> {
    for (;;) {
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      if (isClosing) return;
      log.error({ code: child.exitCode, signal: child.signalCode }, "the verifier has ended");
      await sleep(restartPauseMs);
      if (isClosing) return;
      child = spawn(chosenPort);
    }
  }
}

/** Resolves with the verifier's port once it listens. */
async function hearPort(child: ChildProcess): Promise<number> {
  const ended = once(child, "exit").then(() => {
    throw new Error("The verifier didn't start.");
  });
  const told = once(child, "message").then(([message]) => message as { port: number });
  ended.catch(() => undefined);
  return (await Promise.race([told, ended])).port;
}

function spawn(port: number): ChildProcess {
  const child = fork(verifierScript, {
    execArgv: process.execArgv,
    env: { ...process.env, VERIFIER_PORT: String(port) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.on("error", (error) => log.error({ err: error }, "the verifier cannot be started"));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => {
    log.error("the verifier has not ended in time and is killed; it may lose counted usage");
    child.kill("SIGKILL");
  }, graceMs);
  await ended;
  clearTimeout(timer);
}
