import { Counter, Gauge, type Registry } from "prom-client";
import { type Label, LabelValues } from "#lib/telemetry/labels.ts";

interface Description {
  help: string;
  /** Label that distinguishes several numbers. */
  label?: Label;
}

export const everywhere = {
  database_pool_size: { help: "Connections that the process may hold to the database." },
  database_statements_in_flight: {
    help: "Transactions, and statements outside of one, that are under way or wait.",
  },
  database_statements_waiting: {
    help: "Those in flight beyond one for each connection of the pool.",
  },
  verdicts_total: {
    help: "Verdicts on API keys: valid, or the code of the refusal.",
    label: "code",
  },
  queue_depth: {
    help: "Jobs of all instances that wait, by queue.",
    label: "queue",
  },
  queue_retrying: {
    help: "Jobs that failed and wait for their next try, by queue.",
    label: "queue",
  },
  queue_age_seconds: {
    help: "How long the oldest job that is due has waited for a worker, by queue.",
    label: "queue",
  },
  security_events_total: {
    help: "Refusals that may be attacks, by kind, each time that one happened.",
    label: "kind",
  },
  rate_limit_store_up: {
    help: "1 while the store of rate limits works, 0 while this process counts by itself.",
    label: "store",
  },
  rate_limit_fallbacks_total: {
    help: "Requests that this process counted by itself, because the store was away.",
  },
  usage_waiting: { help: "Entries of gathered usage that are not written yet." },
} satisfies Record<string, Description>;

export const ofVerifier = {
  cache_lookups_total: {
    help: "Look-ups of keys: hit, miss, untrusted where the database was asked, stale where it was away.",
    label: "result",
  },
  cache_entries: { help: "Keys that the cache remembers, good and bad." },
  cache_bytes: { help: "Estimated size of the cache." },
  cache_trusted: {
    help: "1 while the cache answers, 0 while the database is asked each time; none without a cache.",
  },
  heartbeat_age_seconds: {
    help: "Time since the last heartbeat was sent that the database answered.",
  },
  feed_reconnects_total: {
    help: "Times that the change feed was back after its connection was lost.",
  },
  changes_heard_total: {
    help: "Changes that were announced, by what they are of: key, application or merchant.",
    label: "kind",
  },
} satisfies Record<string, Description>;

export type ReadingName = keyof typeof everywhere | keyof typeof ofVerifier;
/** A number, or several by label value. */
type Reading = number | Record<string, number>;
export type Read = () => Reading | Promise<Reading>;

/** Metrics whose numbers are kept elsewhere and read at each scrape, so counting is free. */
export class Readings {
  readonly #reads = new Map<string, Read>();

  constructor(registry: Registry, service: "portal" | "verifier") {
    const described: Record<string, Description> = {
      ...everywhere,
      ...(service === "verifier" && ofVerifier),
    };
    for (const [name, description] of Object.entries(described)) {
      this.#register(registry, name, description);
    }
  }

  set(name: ReadingName, read: Read): void {
    this.#reads.set(name, read);
  }

  #register(registry: Registry, name: string, { help, label }: Description): void {
    const values = label && new LabelValues(label);
    const list = async () => toSeries((await this.#reads.get(name)?.()) ?? {}, label, values);
    const about = { name: `keysmith_${name}`, help, labelNames: label ? [label] : [] };
    const registers = [registry];
    if (name.endsWith("_total")) {
      new Counter({
        ...about,
        registers,
        async collect() {
          const series = await list();
          this.reset();
          for (const { labels, value } of series) this.inc(labels, value);
        },
      });
      return;
    }
    new Gauge({
      ...about,
      registers,
      async collect() {
        const series = await list();
        this.reset();
        for (const { labels, value } of series) this.set(labels, value);
      },
    });
  }
}

function toSeries(reading: Reading, label?: Label, values?: LabelValues) {
  if (typeof reading === "number") return [{ labels: {}, value: reading }];
  return Object.entries(reading).map(([key, value]) => ({
    labels: label && values ? { [label]: values.admit(key) } : {},
    value,
  }));
}
