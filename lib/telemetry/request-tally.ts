import { Counter, type Metric, type Registry } from "prom-client";

export interface AnsweredRequest {
  method: string;
  /** A template out of few: never a path, which may hold an id. */
  route: string;
  /** Of the answer; null where the caller went away before it. */
  status: number | null;
  seconds: number;
}

interface Entry {
  labels: { method: string; route: string };
  status: string;
  /** How many took at most the bound of the same place; the last for all that took longer. */
  buckets: number[];
  seconds: number;
}

const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const durationName = "keysmith_http_request_duration_seconds";
const durationHelp = "Time from the headers of a request to the end of its answer.";

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Counts requests by plain numbers, because prom-client takes a microsecond for each. */
export class RequestTally {
  readonly #entries = new Map<string, Entry>();

  constructor(registry: Registry) {
    const entries = this.#entries;
    new Counter({
      name: "keysmith_http_requests_total",
      help: "Requests by method, route and status; aborted where the caller did not wait.",
      labelNames: ["method", "route", "status"],
      registers: [registry],
      collect() {
        this.reset();
        for (const { labels, status, buckets } of entries.values()) {
          this.inc({ ...labels, status }, sum(buckets));
        }
      },
    });
    // The registry takes whatever can tell its values, of which the types know nothing.
    const durations = { name: durationName, get: async () => describeDurations(entries.values()) };
    registry.registerMetric(durations as unknown as Metric);
  }

  count({ method: asked, route, status, seconds }: AnsweredRequest): void {
    const method = knownMethods.has(asked) ? asked : "other";
    const name = `${method} ${status} ${route}`;
    let entry = this.#entries.get(name);
    if (!entry) {
      const buckets = new Array<number>(bounds.length + 1).fill(0);
      entry = { labels: { method, route }, status: `${status ?? "aborted"}`, buckets, seconds: 0 };
      this.#entries.set(name, entry);
    }
    const place = bounds.findIndex((bound) => seconds <= bound);
    const bucket = place === -1 ? bounds.length : place;
    entry.buckets[bucket] = (entry.buckets[bucket] ?? 0) + 1;
    entry.seconds += seconds;
  }
}

/** The histogram as the registry asks for it: each bucket counts what the smaller ones count too. */
function describeDurations(entries: Iterable<Entry>) {
  const values: { metricName: string; labels: Record<string, string>; value: number }[] = [];
  const byRoute = Map.groupBy(entries, ({ labels }) => `${labels.method} ${labels.route}`);
  for (const group of byRoute.values()) {
    const { labels } = group[0] as Entry;
    let count = 0;
    for (const [place, bound] of [...bounds, "+Inf"].entries()) {
      count += sum(group.map(({ buckets }) => buckets[place] ?? 0));
      const bucketLabels = { ...labels, le: `${bound}` };
      values.push({ metricName: `${durationName}_bucket`, labels: bucketLabels, value: count });
    }
    const seconds = sum(group.map((entry) => entry.seconds));
    values.push({ metricName: `${durationName}_sum`, labels, value: seconds });
    values.push({ metricName: `${durationName}_count`, labels, value: count });
  }
  return { name: durationName, help: durationHelp, type: "histogram", aggregator: "sum", values };
}
