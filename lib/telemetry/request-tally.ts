import { Counter, type Metric, type Registry } from "prom-client";

export interface AnsweredRequest {
  method: string;
  /** A route template, one of few; never a path, which may contain an id. */
  route: string;
  /** Response status; null if the caller disconnected first. */
  status: number | null;
  seconds: number;
}

/** All requests of one method to one route. */
interface Series {
  labels: { method: string; route: string };
  statuses: Map<number | null, number>;
  /** Requests by duration bound; the last bucket has all that took longer. */
  buckets: number[];
  seconds: number;
}

const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const durationName = "keysmith_http_request_duration_seconds";
const durationHelp = "Time from the headers of a request to the end of its answer.";

/** Counts requests in plain numbers, because prom-client takes a microsecond for each. */
export class RequestTally {
  readonly #routes = new Map<string, Map<string, Series>>();

  constructor(registry: Registry) {
    const list = () => [...this.#routes.values()].flatMap((methods) => [...methods.values()]);
    new Counter({
      name: "keysmith_http_requests_total",
      help: "Requests by method, route and status; aborted where the caller did not wait.",
      labelNames: ["method", "route", "status"],
      registers: [registry],
      collect() {
        this.reset();
        for (const { labels, statuses } of list()) {
          for (const [status, count] of statuses) {
            this.inc({ ...labels, status: status ?? "aborted" }, count);
          }
        }
      },
    });
    // The registry accepts any object with these methods, but its types do not.
    const durations = { name: durationName, get: async () => describeDurations(list()) };
    registry.registerMetric(durations as unknown as Metric);
  }

  count({ method, route, status, seconds }: AnsweredRequest): void {
    const series = this.#getSeries(knownMethods.has(method) ? method : "other", route);
    series.statuses.set(status, (series.statuses.get(status) ?? 0) + 1);
    let place = 0;
    while (place < bounds.length && seconds > (bounds[place] ?? 0)) place += 1;
    series.buckets[place] = (series.buckets[place] ?? 0) + 1;
    series.seconds += seconds;
  }

  #getSeries(method: string, route: string): Series {
    let methods = this.#routes.get(route);
    if (!methods) {
      methods = new Map();
      this.#routes.set(route, methods);
    }
    let series = methods.get(method);
    if (!series) {
      const buckets = new Array<number>(bounds.length + 1).fill(0);
      series = { labels: { method, route }, statuses: new Map(), buckets, seconds: 0 };
      methods.set(method, series);
    }
    return series;
  }
}

/** Returns the cumulative histogram that the registry expects. */
function describeDurations(list: Series[]) {
  const values = list.flatMap(({ labels, buckets, seconds }) => {
    let count = 0;
    const cumulative = [...bounds, "+Inf"].map((bound, place) => {
      count += buckets[place] ?? 0;
      return {
        metricName: `${durationName}_bucket`,
        labels: { ...labels, le: `${bound}` },
        value: count,
      };
    });
    return [
      ...cumulative,
      { metricName: `${durationName}_sum`, labels, value: seconds },
      { metricName: `${durationName}_count`, labels, value: count },
    ];
  });
  return { name: durationName, help: durationHelp, type: "histogram", aggregator: "sum", values };
}
