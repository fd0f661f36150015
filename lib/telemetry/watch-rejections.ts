import { log } from "#lib/log.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";

/** What the log says of them; the tests look for it. */
export const unhandledRejection = "unhandled rejection";

const kindsAtMost = 100;

/** Next registers the listener that it finds here, and one of its own only where there is none. */
const nextListener = Symbol.for("next.unhandledRejectionListener");

/**
 * Counts the rejections of promises that nobody handles, and logs the first from each place. Each is
 * a bug, and none a reason to end a process that serves others.
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
