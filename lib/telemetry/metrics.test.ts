import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createMetrics } from "#lib/telemetry/metrics.ts";
import manifest from "#package.json" with { type: "json" };

async function read({ registry }: ReturnType<typeof createMetrics>, name: string) {
  const text = await registry.metrics();
  return text.split("\n").filter((line) => line.startsWith(name));
}

describe("requests", () => {
  test("are counted by method, route and status, and timed by method and route", async () => {
    const metrics = createMetrics("portal");
    const request = { method: "GET", route: "/healthz", status: 200, seconds: 0.002 };
    metrics.countRequest(request);
    metrics.countRequest({ ...request, seconds: 0.2 });
    metrics.countRequest({ ...request, status: null, seconds: 60 });
    expect(await read(metrics, "keysmith_http_requests_total")).toEqual([
      'keysmith_http_requests_total{method="GET",route="/healthz",status="200",service="portal"} 2',
      'keysmith_http_requests_total{method="GET",route="/healthz",status="aborted",service="portal"} 1',
    ]);
    const duration = "keysmith_http_request_duration_seconds";
    const of = async (name: string, le = "") =>
      (await read(metrics, `${duration}_${name}{method="GET",route="/healthz"${le}`)).join();
    expect(await of("bucket", ',le="0.001"')).toMatch(/ 0$/);
    expect(await of("bucket", ',le="0.0025"')).toMatch(/ 1$/);
    expect(await of("bucket", ',le="0.25"')).toMatch(/ 2$/);
    expect(await of("bucket", ',le="5"')).toMatch(/ 2$/);
    expect(await of("bucket", ',le="+Inf"')).toMatch(/ 3$/);
    expect(await of("count")).toMatch(/ 3$/);
    expect(await of("sum")).toMatch(/ 60.202$/);
    expect(await metrics.registry.metrics()).toContain(`# TYPE ${duration} histogram`);
  });

  test("of a method that nobody knows are one series, whatever callers make up", async () => {
    const metrics = createMetrics("portal");
    for (const method of ["SECRET", "__proto__", ""]) {
      metrics.countRequest({ method, route: "other", status: 405, seconds: 0 });
    }
    expect(await read(metrics, "keysmith_http_requests_total")).toEqual([
      'keysmith_http_requests_total{method="other",route="other",status="405",service="portal"} 3',
    ]);
  });
});

test("the version of the process is a label", async () => {
  expect(await read(createMetrics("verifier"), "keysmith_build_info")).toEqual([
    `keysmith_build_info{version="${manifest.version}",service="verifier"} 1`,
  ]);
});

test("what is kept elsewhere is read at each scrape", async () => {
  const metrics = createMetrics("verifier");
  const lookups = { hit: 1, miss: 2, untrusted: 0 };
  let entries = 3;
  metrics.observe("cache_lookups_total", () => lookups);
  metrics.observe("cache_entries", () => entries);
  await metrics.registry.metrics();
  lookups.hit = 5;
  entries = 0;
  expect(await read(metrics, "keysmith_cache_lookups_total")).toEqual([
    'keysmith_cache_lookups_total{result="hit",service="verifier"} 5',
    'keysmith_cache_lookups_total{result="miss",service="verifier"} 2',
    'keysmith_cache_lookups_total{result="untrusted",service="verifier"} 0',
  ]);
  expect(await read(metrics, "keysmith_cache_entries")).toEqual([
    'keysmith_cache_entries{service="verifier"} 0',
  ]);
});

test("a flush is written or failed", async () => {
  const metrics = createMetrics("portal");
  metrics.countFlush({ ms: 3 });
  metrics.countFlush({ ms: 3, error: new Error("away") });
  expect(await read(metrics, "keysmith_usage_flushes_total")).toEqual([
    'keysmith_usage_flushes_total{result="written",service="portal"} 1',
    'keysmith_usage_flushes_total{result="failed",service="portal"} 1',
  ]);
});

/** Finds the strings in a document that query `name` from Prometheus. */
function findQueries(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    ["expr", "query", "definition"].includes(key) && typeof value === "string"
      ? [value]
      : findQueries(value),
  );
}

test("every metric that the dashboard asks for exists, and of ours it shows each", async () => {
  const dashboard = JSON.parse(await readFile("deploy/grafana/keysmith.json", "utf8"));
  const asked = new Set(
    findQueries(dashboard)
      .join("\n")
      .match(/\b(keysmith|nodejs|process)_\w+/g)
      ?.map((name) => name.replace(/(_seconds)_(bucket|sum|count)$/, "$1")),
  );
  const known = createMetrics("verifier")
    .registry.getMetricsAsArray()
    .map(({ name }) => name);
  expect([...asked].filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => name.startsWith("keysmith_") && !asked.has(name))).toEqual([]);
});
