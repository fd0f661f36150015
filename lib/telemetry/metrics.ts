import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Verdict } from "#lib/api-keys/schema.ts";
import type { Effect } from "#lib/context.ts";
import { processWide } from "#lib/process-wide.ts";
import { getRelease } from "#lib/release.ts";
import { type Label, LabelValues } from "#lib/telemetry/labels.ts";
import { acceptsOpenMetrics, renderOpenMetrics } from "#lib/telemetry/open-metrics.ts";
import { type Read, type ReadingName, Readings } from "#lib/telemetry/readings.ts";
import { type AnsweredRequest, RequestTally } from "#lib/telemetry/request-tally.ts";
import { registerSchemaInfo } from "#lib/telemetry/schema-info.ts";
import { type EndedStatement, StatementTally } from "#lib/telemetry/statement-tally.ts";

export type Service = "portal" | "verifier";
export type Metrics = ReturnType<typeof createMetrics>;

const flushSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const waitSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
/** As far as the longest lease. */
const effectSeconds = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Gauges that the library names like counters; without `_total` it exports them by type, too. */
const misnamed = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];

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
  for (const name of misnamed) registry.removeSingleMetric(name);
  const registers = [registry];
  registerSchemaInfo(registry);
  const requests = new RequestTally(registry);
  const statements = new StatementTally(registry);
  const readings = new Readings(registry, service);
  const verdicts = new Map<string, number>();
  readings.set("verdicts_total", () => Object.fromEntries(verdicts));
  const flushes = createCounter(registry, {
    name: "keysmith_usage_flushes_total",
    help: "Times that gathered usage went to the database, by result: written or failed.",
    labelNames: ["result"],
    starts: [{ result: "written" }, { result: "failed" }],
  });
  const flushDurations = new Histogram({
    name: "keysmith_usage_flush_duration_seconds",
    help: "Time that the database took for gathered usage.",
    buckets: flushSeconds,
    registers,
  });
  const waits = new Histogram({
    name: "keysmith_revocation_wait_seconds",
    help: "Time that a revocation, or another change of what is valid, waited for verifiers.",
    buckets: waitSeconds,
    registers,
  });
  const effects = new Histogram({
    name: "keysmith_revocation_effect_seconds",
    help: "Time from such a change to its Effective-At, when it is final at every verifier.",
    buckets: effectSeconds,
    registers,
  });
  const signIns = createCounter(registry, {
    name: "keysmith_sign_ins_total",
    help: "Sign-ins by result: succeeded, or why they failed.",
    labelNames: ["result"],
  });
  const jobs = createCounter(registry, {
    name: "keysmith_jobs_total",
    help: "Jobs that this process ran, by queue and result: completed or failed.",
    labelNames: ["queue", "result"],
  });
  const emails = createCounter(registry, {
    name: "keysmith_emails_total",
    help: "Tries to send an email by result: delivered, failed, or given up after the last try.",
    labelNames: ["result"],
    starts: [{ result: "delivered" }, { result: "failed" }, { result: "given_up" }],
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
    /** Renders the metrics in the format that a scraper accepts. */
    async render(accept: string | null | undefined): Promise<{ type: string; text: string }> {
      if (!acceptsOpenMetrics(accept)) {
        return { type: registry.contentType, text: await registry.metrics() };
      }
      return { type: Registry.OPENMETRICS_CONTENT_TYPE, text: await renderOpenMetrics(registry) };
    },
    /** Calls `read` at each scrape; a later one for the same name replaces it. */
    observe: (name: ReadingName, read: Read) => readings.set(name, read),
    countRequest: (request: AnsweredRequest) => requests.count(request),
    countStatement: (statement: EndedStatement) => statements.count(statement),
    countVerdict(verdict: Verdict): void {
      const code = verdict.valid ? "valid" : verdict.code;
      verdicts.set(code, (verdicts.get(code) ?? 0) + 1);
    },
    countSignIn: (result: string) => signIns({ result }),
    countJob: (queue: string, result: "completed" | "failed", count: number) =>
      jobs({ queue, result }, count),
    countEmail: (result: "delivered" | "failed" | "given_up") => emails({ result }),
    countUnhandledRejection: () => unhandledRejections.inc(),
    observeEffect({ waitedSeconds, effectiveSeconds }: Effect): void {
      waits.observe(waitedSeconds);
      effects.observe(effectiveSeconds);
    },
    countFlush({ ms, error }: { ms: number; error?: unknown }): void {
      flushes({ result: error === undefined ? "written" : "failed" });
      flushDurations.observe(ms / 1000);
    },
  };
}

interface CounterDescription<L extends Label> {
  name: string;
  help: string;
  labelNames: L[];
  /** Series that exist from the start, so that Prometheus sees their first increment. */
  starts?: Record<L, string>[];
}

/** Creates a counter with bounded labels; returns a function that increments it. */
function createCounter<L extends Label>(
  registry: Registry,
  { labelNames, starts = [], ...description }: CounterDescription<L>,
): (labels: Record<L, string>, count?: number) => void {
  const counter = new Counter({ ...description, labelNames, registers: [registry] });
  const bounds = labelNames.map((label) => [label, new LabelValues(label)] as const);
  const add = (labels: Record<L, string>, count = 1) => {
    const admitted = bounds.map(([label, values]) => [label, values.admit(labels[label])]);
    counter.inc(Object.fromEntries(admitted), count);
  };
  for (const labels of starts) add(labels, 0);
  return add;
}
