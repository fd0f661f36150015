import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type Label, labelBounds } from "#lib/telemetry/labels.ts";
import { createMetrics, type Service } from "#lib/telemetry/metrics.ts";
import { everywhere, ofVerifier } from "#lib/telemetry/readings.ts";
import {
  findQueries,
  findSelectors,
  hasPromtool,
  promtool,
  readRules,
} from "#lib/testing/services/prometheus.ts";
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

/** Labels that Prometheus or the registry adds to every series. */
const commonLabels = ["service", "process", "instance", "job", "le"];

/** Gives every metric far more values of every label than it may have. */
function flood(service: Service) {
  const metrics = createMetrics(service);
  const names = Array.from({ length: 1000 }, (_, i) => `made-up-${i}`);
  const numbers = Object.fromEntries(names.map((name, i) => [name, i]));
  for (const name of Object.keys({ ...everywhere, ...(service === "verifier" && ofVerifier) })) {
    const { label } = { ...everywhere, ...ofVerifier }[name as keyof typeof everywhere] as {
      label?: string;
    };
    metrics.observe(name as keyof typeof everywhere, () => (label ? numbers : 1));
  }
  for (const [i, name] of names.entries()) {
    metrics.countRequest({ method: name, route: name, status: i, seconds: 1, traceId: "a1" });
    metrics.countStatement({ name, seconds: 1, error: name });
    metrics.countVerdict({ valid: false, code: name as "revoked" });
    metrics.countSignIn(name);
    metrics.countJob(name, name as "failed", 1);
    metrics.countEmail(name as "failed");
  }
  metrics.countFlush({ ms: 1 });
  metrics.countUnhandledRejection();
  metrics.observeEffect({ waitedSeconds: 1, effectiveSeconds: 1 });
  return metrics;
}

describe.each(["portal", "verifier"] as const)("every metric of the %s", (service) => {
  test("has a bounded number of values of each label, whatever is counted", async () => {
    const found = (await flood(service).registry.getMetricsAsJSON()).filter(({ name }) =>
      name.startsWith("keysmith_"),
    );
    for (const { name, values } of found) {
      // A metric without a series is one that the flood forgets.
      expect(values.length, name).toBeGreaterThan(0);
      const byLabel = new Map<string, Set<unknown>>();
      for (const { labels } of values) {
        for (const [label, value] of Object.entries(labels)) {
          byLabel.set(label, (byLabel.get(label) ?? new Set()).add(value));
        }
      }
      for (const [label, { size }] of byLabel) {
        if (commonLabels.includes(label)) continue;
        // One more for `other`.
        expect(size, `${name} ${label}`).toBeLessThanOrEqual(labelBounds[label as Label] + 1);
      }
    }
  });

  test("is a counter exactly if its name says so", () => {
    const all = createMetrics(service).registry.getMetricsAsArray();
    const wrong = all.filter(
      (metric) => metric.name.endsWith("_total") !== (String(getType(metric)) === "counter"),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test.skipIf(!hasPromtool)(
    `has a name that promtool accepts${hasPromtool ? "" : " (skipped: no promtool on the PATH)"}`,
    async () => {
      const { stderr, status } = promtool(
        ["check", "metrics"],
        await flood(service).registry.metrics(),
      );
      expect([status, stderr]).toEqual([0, ""]);
    },
  );
});

function getType(metric: object): unknown {
  return "type" in metric ? metric.type : undefined;
}

test("exemplars lead to traces, for scrapers that read OpenMetrics", async () => {
  const metrics = createMetrics("portal");
  const request = { method: "GET", route: "/healthz", status: 200 };
  metrics.countRequest({ ...request, seconds: 0.002, traceId: "0af7651916cd43dd" });
  metrics.countRequest({ ...request, seconds: 3 });
  const accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";
  const { type, text } = await metrics.render(accept);
  expect(type).toMatch("application/openmetrics-text");
  const lines = text.split("\n").filter((line) => line.startsWith("keysmith_http_request"));
  expect(lines.filter((line) => line.includes("#"))).toEqual([
    expect.stringMatching(
      /_bucket\{.*le="0.0025".*\} 1 # \{trace_id="0af7651916cd43dd"\} 0.002 \d+/,
    ),
  ]);
  expect(lines.filter((line) => line.startsWith("keysmith_http_requests_total{"))).toHaveLength(1);
  expect(text.endsWith("\n# EOF\n")).toBe(true);

  // The library must not have renamed the counters for the others.
  const plain = await metrics.render("text/plain");
  expect(plain.type).toMatch("text/plain");
  expect(plain.text).toContain("# TYPE keysmith_http_requests_total counter");
  expect(plain.text).toContain("\nkeysmith_http_requests_total{");
  expect(plain.text).not.toContain("0af7651916cd43dd");
});

/** All metrics of both services, with their labels. */
const known = new Map(
  (["portal", "verifier"] as const).flatMap((service) =>
    createMetrics(service)
      .registry.getMetricsAsArray()
      .map((metric) => {
        const { name, labelNames = [] } = metric as unknown as {
          name: string;
          labelNames?: string[];
        };
        return [name, { type: String(getType(metric)), labelNames }] as const;
      }),
  ),
);
const ours = [...known.keys()].filter((name) => name.startsWith("keysmith_"));

test("monitoring.md describes every metric of ours, with its type and labels, and no other", async () => {
  const text = await readFile("docs/operations/monitoring.md", "utf8");
  const row = /^\| `(keysmith_\w+)` \| (\w+) \|([^|]*)\| [^|]{10,} \|$/gm;
  const described = [...text.matchAll(row)].map(([, name, type, labels = ""]) => [
    name,
    type,
    labels.match(/\w+/g) ?? [],
  ]);
  const expected = ours.map((name) => [name, known.get(name)?.type, known.get(name)?.labelNames]);
  expect(described.sort()).toEqual(expected.sort());
});

const rules = [
  ...(await readRules("recording-rules.yml")),
  ...(await readRules("alert-rules.yml")),
];
const recorded = rules.flatMap(({ kind, name }) => (kind === "record" ? [name] : []));
const dashboard = findQueries(JSON.parse(await readFile("deploy/grafana/keysmith.json", "utf8")));

describe("the dashboard and the rules", () => {
  const toFamily = (name: string) =>
    known.has(name) ? name : name.replace(/_(bucket|sum|count)$/, "");

  test("name only series and labels that exist", () => {
    expect(rules.length).toBeGreaterThan(20);
    const wrong = [...dashboard, ...rules.map(({ expression }) => expression)]
      .flatMap(findSelectors)
      .flatMap(({ name, matchers }) => {
        if (name === "up" || recorded.includes(name)) return [];
        const metric = known.get(toFamily(name));
        if (!metric) return [name];
        const labels = [...metric.labelNames, ...commonLabels];
        return matchers
          .filter(({ label }) => !labels.includes(label))
          .map((m) => `${name} ${m.label}`);
      });
    expect(wrong).toEqual([]);
  });

  test("use every recorded series, and the dashboard shows every metric of ours", () => {
    const used = [...dashboard, ...rules.map(({ expression }) => expression)]
      .flatMap(findSelectors)
      .map(({ name }) => name);
    expect(recorded.filter((name) => !used.includes(name))).toEqual([]);
    const shown = dashboard.flatMap(findSelectors).map(({ name }) => toFamily(name));
    expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
  });
});
