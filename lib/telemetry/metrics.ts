import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { processWide } from "#lib/process-wide.ts";
import { getRelease } from "#lib/release.ts";
import { type Read, type ReadingName, Readings } from "#lib/telemetry/readings.ts";
import { type AnsweredRequest, RequestTally } from "#lib/telemetry/request-tally.ts";

export type Service = "portal" | "verifier";
export type Metrics = ReturnType<typeof createMetrics>;

const flushSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Returns the process's metrics. The first call decides which service the process is, so the
 * verifier calls it first at its start.
 * @param processNumber of one of several processes that are scraped together
 */
export function getMetrics(service: Service = "portal", processNumber?: number): Metrics {
  return processWide("metrics", () => createMetrics(service, processNumber));
}

/** Creates a separate registry; its labels never contain an id, key, IP address or query. */
export function createMetrics(service: Service, processNumber?: number) {
  const registry = new Registry();
  registry.setDefaultLabels({
    service,
    ...(processNumber !== undefined && { process: processNumber }),
  });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new RequestTally(registry);
  const readings = new Readings(registry, service);
  const verdicts = new Map<string, number>();
  readings.set("verdicts_total", () => Object.fromEntries(verdicts));
  const flushes = new Counter({
    name: "keysmith_usage_flushes_total",
    help: "Times that gathered usage went to the database, by result: written or failed.",
    labelNames: ["result"],
    registers,
  });
  const flushDurations = new Histogram({
    name: "keysmith_usage_flush_duration_seconds",
    help: "Time that the database took for gathered usage.",
    buckets: flushSeconds,
    registers,
  });

  const unhandledRejections = new Counter({
    name: "keysmith_unhandled_rejections_total",
    help: "Rejected promises that nobody handled; each is a bug.",
    registers,
  });

  const build = new Gauge({
    name: "keysmith_build_info",
    help: "Always 1; its labels are the version and, where it is known, the commit of the process.",
    labelNames: ["version", "commit"],
    registers,
  });
  build.set({ ...getRelease() }, 1);

  return {
    registry,
    /** Calls `read` at each scrape; a later one for the same name replaces it. */
    observe: (name: ReadingName, read: Read) => readings.set(name, read),
    countRequest: (request: AnsweredRequest) => requests.count(request),
    countVerdict(verdict: { valid: true } | { valid: false; code: string }): void {
      const code = verdict.valid ? "valid" : verdict.code;
      verdicts.set(code, (verdicts.get(code) ?? 0) + 1);
    },
    countUnhandledRejection: () => unhandledRejections.inc(),
    countFlush({ ms, error }: { ms: number; error?: unknown }): void {
      flushes.inc({ result: error === undefined ? "written" : "failed" });
      flushDurations.observe(ms / 1000);
    },
  };
}
