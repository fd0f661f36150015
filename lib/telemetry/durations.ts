import type { Metric, Registry } from "prom-client";

interface Exemplar {
  labelSet: { trace_id: string };
  value: number;
  timestamp: number;
}

export interface DurationSeries {
  labels: Record<string, string>;
  durations: Durations;
}

interface Description {
  name: string;
  help: string;
  labelNames: string[];
  /** Upper bounds of the buckets, in seconds. */
  bounds: readonly number[];
}

/** Durations of one series in plain numbers, because prom-client takes a microsecond for each. */
export class Durations {
  /** Durations by bound; the last bucket has all that took longer. */
  readonly buckets: number[];
  /** The latest traced duration of each bucket. */
  readonly exemplars: (Exemplar | undefined)[] = [];
  seconds = 0;
  readonly #bounds: readonly number[];

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.buckets = new Array<number>(bounds.length + 1).fill(0);
  }

  add(seconds: number, traceId?: string): void {
    let place = 0;
    while (place < this.#bounds.length && seconds > (this.#bounds[place] ?? 0)) place += 1;
    this.buckets[place] = (this.buckets[place] ?? 0) + 1;
    this.seconds += seconds;
    if (traceId === undefined) return;
    const labelSet = { trace_id: traceId };
    this.exemplars[place] = { labelSet, value: seconds, timestamp: Date.now() / 1000 };
  }
}

/** Registers a histogram whose series are listed at each scrape. */
export function registerDurations(
  registry: Registry,
  description: Description,
  list: () => DurationSeries[],
): void {
  const { name, help, labelNames } = description;
  const metric = {
    name,
    help,
    type: "histogram",
    aggregator: "sum",
    labelNames,
    get: async () => ({
      name,
      help,
      type: "histogram",
      aggregator: "sum",
      values: list().flatMap((series) => listValues(description, series)),
    }),
  };
  // The registry accepts any object with these methods, but its types do not.
  registry.registerMetric(metric as unknown as Metric);
}

/** Returns the cumulative buckets that the registry expects. */
function listValues({ name, bounds }: Description, { labels, durations }: DurationSeries) {
  let count = 0;
  const cumulative = [...bounds, "+Inf"].map((bound, place) => {
    count += durations.buckets[place] ?? 0;
    return {
      metricName: `${name}_bucket`,
      labels: { ...labels, le: `${bound}` },
      value: count,
      exemplar: durations.exemplars[place],
    };
  });
  return [
    ...cumulative,
    { metricName: `${name}_sum`, labels, value: durations.seconds },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
