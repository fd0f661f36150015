import { Counter, type Registry } from "prom-client";
import { Durations, registerDurations } from "#lib/telemetry/durations.ts";
import { LabelValues } from "#lib/telemetry/labels.ts";

export interface AnsweredRequest {
  method: string;
  /** A route template, one of few; never a path, which may contain an id. */
  route: string;
  /** Response status; null if the caller disconnected first. */
  status: number | null;
  seconds: number;
  /** Absent if the request is not traced. */
  traceId?: string;
}

/** All requests of one method to one route. */
interface Series {
  labels: { method: string; route: string };
  statuses: Map<number | null, number>;
  durations: Durations;
}

const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Counts requests by method, route and status, and how long they took. */
export class RequestTally {
  readonly #routes = new Map<string, Map<string, Series>>();
  readonly #routeValues = new LabelValues("route");

  constructor(registry: Registry) {
    const list = () => [...this.#routes.values()].flatMap((methods) => [...methods.values()]);
    const statusValues = new LabelValues("status");
    new Counter({
      name: "keysmith_http_requests_total",
      help: "Requests by method, route and status; aborted where the caller did not wait.",
      labelNames: ["method", "route", "status"],
      registers: [registry],
      collect() {
        this.reset();
        for (const { labels, statuses } of list()) {
          for (const [status, count] of statuses) {
            this.inc({ ...labels, status: statusValues.admit(`${status ?? "aborted"}`) }, count);
          }
        }
      },
    });
    const description = {
      name: "keysmith_http_request_duration_seconds",
      help: "Time from the headers of a request to the end of its response.",
      labelNames: ["method", "route"],
      bounds,
    };
    registerDurations(registry, description, list);
  }

  count({ method, route, status, seconds, traceId }: AnsweredRequest): void {
    const series = this.#getSeries(knownMethods.has(method) ? method : "other", route);
    series.statuses.set(status, (series.statuses.get(status) ?? 0) + 1);
    series.durations.add(seconds, traceId);
  }

  #getSeries(method: string, route: string): Series {
    const methods = this.#routes.get(route) ?? this.#addRoute(route);
    let series = methods.get(method);
    if (!series) {
      const labels = { method, route: this.#routeValues.admit(route) };
      series = { labels, statuses: new Map(), durations: new Durations(bounds) };
      methods.set(method, series);
    }
    return series;
  }

  #addRoute(route: string): Map<string, Series> {
    const name = this.#routeValues.admit(route);
    const methods = this.#routes.get(name) ?? new Map<string, Series>();
    this.#routes.set(name, methods);
    return methods;
  }
}
