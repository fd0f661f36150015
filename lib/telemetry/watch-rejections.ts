import { log } from "#lib/log.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";

/** The log message; tests search for it. */
export const unhandledRejection = "unhandled rejection";

const kindsAtMost = 100;

/** Next registers the listener it finds here, and its own only if there is none. */
const nextListener = Symbol.for("next.unhandledRejectionListener");

/**
 * Counts unhandled promise rejections and logs the first one from each place. Each is a bug, but no
 * reason to stop a process that serves others.
 */
export function watchRejections({ countUnhandledRejection }: Metrics): void {
  const logged = new Set<string>();
  const listener = (reason: unknown) => {
    countUnhandledRejection();
    const place = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    if (logged.has(place) || logged.size >= kindsAtMost) return;
    logged.add(place);
    log.fatal({ err: reason }, unhandledRejection);
  };
  Object.assign(globalThis, { [nextListener]: listener });
  process.on("unhandledRejection", listener);
}
