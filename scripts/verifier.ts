import { asShutdownStep, runShutdownHooks, withinSeconds } from "#lib/lifecycle.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { startTraces } from "#lib/telemetry/traces.ts";
import { watchRejections } from "#lib/telemetry/watch-rejections.ts";
import { openVerifier } from "#lib/verifier/open.ts";
import { drain, getDrainSeconds } from "#scripts/start/drain.ts";
import { findInstallation } from "#scripts/start/installation.ts";
import { explainListenError, shownAddress } from "#scripts/start/port.ts";
import { listenForStop, StopRequested, untilAborted } from "#scripts/start/stop-request.ts";
import { printFailure, printNote, runPhase } from "#scripts/start/terminal.ts";
import { describeVerifierTrust } from "#scripts/start/trust.ts";

const defaultPort = 3001;
const defaultShutdownSeconds = 30;

/** Serves until a signal comes, or until whoever started it is gone, then puts everything away. */
async function run(stop: AbortSignal): Promise<void> {
  const resources = new AsyncDisposableStack();
  let shutdownSeconds = defaultShutdownSeconds;
  try {
    const env = await findInstallation(resources, stop);
    shutdownSeconds = env.SHUTDOWN_SECONDS;
    await startTraces(env, "verifier");
    resources.defer(runShutdownHooks);
    stop.throwIfAborted();
    const wished = env.VERIFIER_PORT ?? defaultPort;
    await runPhase("Verifier", async () => {
      const verifier = await openVerifier(env, wished).catch((error) => {
        throw explainListenError(error, wished, "VERIFIER_PORT", "verifier");
      });
      resources.defer(asShutdownStep("requests and usage", verifier.close));
      process.send?.({ port: verifier.port });
      return { result: verifier, outcome: shownAddress(env.VERIFIER_HOST, verifier.port) };
    });
    if (!process.channel) printNote(describeVerifierTrust(env));
    await untilAborted(stop);
    await drain(stop, getDrainSeconds(env));
  } finally {
    await withinSeconds(shutdownSeconds, resources.disposeAsync());
  }
}

for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

watchRejections(getMetrics("verifier"));

try {
  await run(listenForStop());
  process.exit(0);
} catch (error) {
  if (error instanceof StopRequested) process.exit(0);
  printFailure(error);
  process.exit(1);
}
