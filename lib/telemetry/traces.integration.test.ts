import { hostname } from "node:os";
import {
  context,
  defaultTextMapGetter,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import type { TracerProvider } from "@opentelemetry/sdk-trace";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { merchants } from "#drizzle/schema.ts";
import { connect } from "#lib/db/connect.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { log } from "#lib/log.ts";
import { defineStatement } from "#lib/statement.ts";
import { activeTracer } from "#lib/telemetry/tracer.ts";
import { startTraces } from "#lib/telemetry/traces.ts";
import { type Collector, startCollector } from "#lib/testing/services/collector.ts";

const secret = "ks_live_everything-that-is-secret";
const settings = { OTEL_TRACES_SAMPLER_ARG: 1 };

const selectSecret = defineStatement<{ secret: string }, { value: string }>(
  "test_secret",
  sql`select ${sql.placeholder("secret")}::text as value`,
);

function flush(): Promise<void> {
  const proxy = trace.getTracerProvider() as unknown as { getDelegate(): TracerProvider };
  return proxy.getDelegate().forceFlush();
}

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});

test("without a collector nothing makes spans, nor Next's own", async () => {
  await startTraces(settings, "portal");
  expect(activeTracer()).toBeUndefined();
  expect(trace.getTracer("next.js").startSpan("any").isRecording()).toBe(false);
  const provider = trace.getTracerProvider() as unknown as { getDelegate(): object };
  // Next checks this to decide whether to create spans.
  expect(provider.getDelegate().constructor.name).toBe("NoopTracerProvider");
});

test("with one it gets the statements of a request by name, and nothing of what they hold", async () => {
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
  process.env.OTEL_EXPORTER_OTLP_TIMEOUT = "300";
  process.env.OTEL_RESOURCE_ATTRIBUTES = "deployment.environment.name=staging,service.name=other";
  await startTraces({ ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, "portal");
  const db = connect(process.env.DATABASE_URL ?? "", { poolSize: 2, prepare: true });
  const tracer = trace.getTracer("next.js");
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const carrier = { traceparent: `00-${traceId}-b7ad6b7169203331-01`, tracestate: `a=${secret}` };

  await context.with(propagation.extract(context.active(), carrier), () =>
    tracer.startActiveSpan("GET /applications/[id]", async (span) => {
      span.setAttributes({
        "http.target": `/x?token=${secret}`,
        "http.route": "/applications/[id]",
      });
      await selectSecret(db, { secret });
      await db.transaction(async (tx) => {
        await tx.select().from(merchants).where(eq(merchants.id, secret));
        await tx.transaction((inner) => selectSecret(inner, { secret }));
      });
      await db.execute(sql`select ${secret}::int`).then(undefined, () => undefined);
      span.recordException(new Error(secret));
      span.setStatus({ code: SpanStatusCode.ERROR, message: secret });
      const outgoing: Record<string, string> = {};
      propagation.inject(context.active(), outgoing);
      expect(outgoing).toEqual({
        traceparent: `00-${traceId}-${span.spanContext().spanId}-01`,
        tracestate: `a=${secret}`,
      });
      tracer.startSpan(`fetch GET https://example.test/${secret}`).end();
      span.end();
    }),
  );
  await selectSecret(db, { secret });
  await db.$client.end({ timeout: 5 });
  await flush();

  const root = collector.spans.find(({ name }) => name === "GET /applications/[id]");
  expect(root).toMatchObject({
    service: "keysmith-portal",
    traceId,
    parentSpanId: "b7ad6b7169203331",
    attributes: { "http.route": "/applications/[id]" },
    resource: {
      "service.namespace": "keysmith",
      "service.version": expect.stringMatching(/^\d+\.\d+\.\d+/),
      "service.instance.id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "host.name": hostname(),
      "process.pid": process.pid,
      "process.runtime.name": "nodejs",
      "deployment.environment.name": "staging",
    },
  });
  // Arguments and paths may hold secrets.
  expect(
    Object.keys(root?.resource ?? {}).filter((name) => /command|executable/.test(name)),
  ).toEqual([]);
  const children = collector.spans.filter(({ parentSpanId }) => parentSpanId === root?.spanId);
  expect(children.map(({ name }) => name)).toEqual([
    "test_secret",
    "select merchants",
    "test_secret",
    "select",
    "fetch GET",
  ]);
  expect(children[3]?.attributes).toEqual({
    "db.system.name": "postgresql",
    "db.query.summary": "select",
    "error.type": "22P02",
  });
  expect(collector.spans).toHaveLength(6);
  expect(collector.received()).not.toContain(secret);
});

test.each([
  [0, "01", false],
  [0, undefined, false],
  [1, "00", true],
  [1, undefined, true],
])(
  "of requests the share %d is traced, whether a caller says %j or not",
  async (ratio, flag, isTraced) => {
    const { createTracerProvider } = await import("#lib/telemetry/tracer-provider.ts");
    const provider = createTracerProvider({ serviceName: "test", ratio, onFailure: () => {} });
    onTestFinished(() => provider.shutdown());
    const tracer = provider.getTracer("test");
    // Below every threshold on the trace id.
    const traceId = `${"0".repeat(31)}1`;
    const traceparent = flag && `00-${traceId}-b7ad6b7169203331-${flag}`;
    const parent = new W3CTraceContextPropagator().extract(
      ROOT_CONTEXT,
      { traceparent },
      defaultTextMapGetter,
    );
    const span = tracer.startSpan("request", {}, parent);
    expect(span.isRecording()).toBe(isTraced);
    if (flag) expect(span.spanContext().traceId).toBe(traceId);
    const child = tracer.startSpan("statement", {}, trace.setSpan(parent, span));
    expect(child.isRecording()).toBe(isTraced);
  },
);

test.each(["", "nonsense", "00-0-0-00", `00-${"0".repeat(32)}-b7ad6b7169203331-01`])(
  "a traceparent %j begins a trace of its own",
  (traceparent) => {
    const extracted = propagation.extract(context.active(), { traceparent });
    expect(trace.getSpanContext(extracted)).toBeUndefined();
  },
);

test("a collector that is away is told of once, and holds up no stop", async () => {
  await collector.close();
  const warn = vi.spyOn(log, "warn").mockReturnValue();
  for (const name of ["first", "second"]) {
    activeTracer()?.startSpan(name).end();
    await flush().catch(() => undefined);
  }
  activeTracer()?.startSpan("third").end();
  const startedAt = performance.now();
  await runShutdownHooks();
  expect(performance.now() - startedAt).toBeLessThan(3000);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(activeTracer()).toBeUndefined();
});
