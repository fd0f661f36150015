import { setTimeout as sleep } from "node:timers/promises";
import { asShutdownStep, runShutdownHooks, withinSeconds } from "#lib/lifecycle.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { startTraces } from "#lib/telemetry/traces.ts";
import { watchRejections } from "#lib/telemetry/watch-rejections.ts";
import { openVerifier } from "#lib/verifier/open.ts";
import { drain, getDrainSeconds } from "#scripts/start/drain.ts";
import { findInstallation, type Installation } from "#scripts/start/installation.ts";
import { explainListenError, shownAddress } from "#scripts/start/port.ts";
import { listenForStop, StopRequested, untilAborted } from "#scripts/start/stop-request.ts";
import { printFailure, printNote, runPhase } from "#scripts/start/terminal.ts";
import { describeVerifierTrust } from "#scripts/start/trust.ts";
import { findVerifierWorker, startVerifierProcesses } from "#scripts/start/verifier-processes.ts";

const defaultPort = 3001;
const defaultShutdownSeconds = 30;
/** This process's role among several verifiers. */
const worker = findVerifierWorker();

/** Serves until a signal, or until the parent process is gone, then shuts down. */
async function run(stop: AbortSignal): Promise<void> {
  const resources = new AsyncDisposableStack();
  let shutdownSeconds = defaultShutdownSeconds;
  try {
    const env = await findInstallation(resources, stop);
    shutdownSeconds = env.SHUTDOWN_SECONDS;
    if (!worker && env.VERIFIER_PROCESSES > 1) return await runProcesses(env, stop, resources);
    await startTraces(env, "verifier");
    resources.defer(runShutdownHooks);
    stop.throwIfAborted();
    const wished = env.VERIFIER_PORT ?? defaultPort;
    await runPhase("Verifier", async () => {
      const verifier = await openVerifier(env, wished, worker).catch((error) => {
        throw explainListenError(error, wished, "VERIFIER_PORT", "verifier");
      });
      resources.defer(asShutdownStep("requests and usage", verifier.close));
      if (worker) worker.tellReady();
      else process.send?.({ port: verifier.port });
      return { result: verifier, outcome: shownAddress(env.VERIFIER_HOST, verifier.port) };
    });
    if (!process.channel) printNote(describeVerifierTrust(env));
    await untilAborted(worker ? AbortSignal.any([stop, worker.retired]) : stop);
    // A replaced process ends without draining, because its replacement already serves.
    if (stop.aborted) await drain(stop, getDrainSeconds(env));
  } finally {
    await withinSeconds(shutdownSeconds, resources.disposeAsync());
  }
}

/** Serves with several processes, which shut down before this one ends. */
async function runProcesses(
  env: Installation,
  stop: AbortSignal,
  resources: AsyncDisposableStack,
): Promise<void> {
  const wished = env.VERIFIER_PORT ?? defaultPort;
  const signal = () => (stop.reason instanceof StopRequested && stop.reason.signal) || "SIGTERM";
  const processes = await runPhase("Verifier", async () => {
    const result = await startVerifierProcesses(env, wished);
    resources.defer(asShutdownStep("verifier processes", () => result.close(signal())));
    process.send?.({ port: result.port });
    const place = shownAddress(env.VERIFIER_HOST, result.port);
    return { result, outcome: `${place}, ${env.VERIFIER_PROCESSES} processes` };
  });
  if (!process.channel) printNote(describeVerifierTrust(env));
  await untilAborted(stop);
  // They drain by themselves, which does not count as shutdown time.
  await Promise.race([processes.close(signal()), sleep(getDrainSeconds(env) * 1000)]);
}

for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const metrics = getMetrics("verifier", worker?.number);
worker?.shareMetrics(metrics.registry);
watchRejections(metrics);

try {
  await run(listenForStop());
  process.exit(0);
} catch (error) {
  if (error instanceof StopRequested) process.exit(0);
  printFailure(error);
  process.exit(1);
}
