import { Counter, type Registry } from "prom-client";
import { Durations, registerDurations } from "#lib/telemetry/durations.ts";
import { LabelValues } from "#lib/telemetry/labels.ts";

export interface EndedStatement {
  /** The name that the code gives it, or its command and table. */
  name: string;
  /** Includes the wait for a connection. */
  seconds: number;
  /** SQLSTATE or the driver's code; absent if it succeeded. */
  error?: string;
  /** Absent if the statement's request is not traced. */
  traceId?: string;
}

interface Series {
  labels: { statement: string };
  durations: Durations;
  errors: Map<string, number>;
}

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Counts statements and their errors by name, and how long they took. */
export class StatementTally {
  readonly #series = new Map<string, Series>();
  readonly #statementValues = new LabelValues("statement");

  constructor(registry: Registry) {
    const list = () => [...this.#series.values()];
    const errorValues = new LabelValues("error");
    new Counter({
      name: "keysmith_database_statement_errors_total",
      help: "Statements that failed, by name and SQLSTATE or the driver's code.",
      labelNames: ["statement", "error"],
      registers: [registry],
      collect() {
        this.reset();
        for (const { labels, errors } of list()) {
          for (const [error, count] of errors) {
            this.inc({ ...labels, error: errorValues.admit(error) }, count);
          }
        }
      },
    });
    const description = {
      name: "keysmith_database_statement_duration_seconds",
      help: "Time of a statement by name, with its wait for a connection.",
      labelNames: ["statement"],
      bounds,
    };
    registerDurations(registry, description, list);
  }

  count({ name, seconds, error, traceId }: EndedStatement): void {
    const series = this.#series.get(name) ?? this.#add(name);
    series.durations.add(seconds, traceId);
    if (error !== undefined) series.errors.set(error, (series.errors.get(error) ?? 0) + 1);
  }

  #add(name: string): Series {
    const statement = this.#statementValues.admit(name);
    const series = this.#series.get(statement) ?? {
      labels: { statement },
      durations: new Durations(bounds),
      errors: new Map(),
    };
    this.#series.set(statement, series);
    return series;
  }
}
