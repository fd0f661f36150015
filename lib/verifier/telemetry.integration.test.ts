import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";
import { type Collector, startCollector } from "#lib/testing/services/collector.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const { token } = await createServiceToken(ctx, { name: "Prometheus" });
const traceId = "0af7651916cd43dd8448eb211c80319c";
let collector: Collector;
let verifier: TestVerifier;

beforeAll(async () => {
  collector = await startCollector();
  verifier = await startVerifierProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
});
afterAll(() => collector.close());

const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };

async function verify(key: string, more: Record<string, string> = {}) {
  const body = JSON.stringify({ key });
  const options = { method: "POST", headers: { ...headers, ...more }, body };
  return (await fetch(`${verifier.url}/v1/verify?key=in-the-query`, options)).json();
}

async function readSeries(): Promise<Map<string, number>> {
  const response = await fetch(`${verifier.url}/metrics`, { headers });
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "text/plain; version=0.0.4; charset=utf-8",
  ]);
  const lines = (await response.text()).split("\n").filter((line) => !line.startsWith("#"));
  return new Map(lines.map((line) => [line.replace(/ \S*$/, ""), Number(line.split(" ").at(-1))]));
}

test("a verifier tells who shows a service token what it does and remembers, and of nobody's data", async () => {
  expect((await fetch(`${verifier.url}/metrics`)).status).toBe(401);
  await vi.waitUntil(async () => {
    const ready = await fetch(`${verifier.url}/readyz`);
    return (await ready.json()).cache === "trusted";
  });
  const member = await mintMerchant();
  const { id: applicationId } = await mintApplication(member.ctx);
  const key = await createApiKey(member.ctx, { applicationId, description: "Checkout" });
  await verify(key.fullKey, { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
  expect(await verify(key.fullKey)).toMatchObject({ valid: true });
  await verify("nonsense");
  const authorization = { Authorization: `Bearer ${key.fullKey}` };
  await fetch(`${verifier.url}/v1/authorize/orders/${key.id}`, {
    headers: { ...authorization, "X-Keysmith-Service-Token": token },
  });
  await fetch(`${verifier.url}/${key.id}`, { headers });
  const before = await readSeries();
  const params = { id: applicationId, keyId: key.id };
  await call(DELETE, { method: "DELETE", token: member.token, params });
  expect(await verify(key.fullKey)).toEqual({ valid: false, code: "revoked" });
  const after = await readSeries();

  const service = 'service="verifier"';
  const request = (route: string, method: string, status: number) =>
    before.get(
      `keysmith_http_requests_total{method="${method}",route="${route}",status="${status}",${service}}`,
    );
  expect(request("/v1/verify", "POST", 200)).toBe(3);
  expect(request("/v1/authorize", "GET", 200)).toBe(1);
  expect(request("other", "GET", 404)).toBe(1);
  expect(request("/metrics", "GET", 401)).toBe(1);
  const read = (name: string, labels = "") => after.get(`keysmith_${name}{${labels}${service}}`);
  expect(read("verdicts_total", 'code="valid",')).toBe(3);
  expect(read("verdicts_total", 'code="malformed",')).toBe(1);
  expect(read("verdicts_total", 'code="revoked",')).toBe(1);
  // A busy machine may briefly fence the verifier.
  const lookUps = ["hit", "miss", "untrusted", "stale"].map(
    (result) => read("cache_lookups_total", `result="${result}",`) ?? Number.NaN,
  );
  expect(lookUps.reduce((sum, count) => sum + count)).toBe(4);
  expect(lookUps[0]).toBeGreaterThan(0);
  expect(read("changes_heard_total", 'kind="key",')).toBe(
    (before.get(`keysmith_changes_heard_total{kind="key",${service}}`) ?? 0) + 1,
  );
  expect(before.get(`keysmith_cache_entries{${service}}`)).toBe(1);
  expect(before.get(`keysmith_cache_bytes{${service}}`)).toBeGreaterThan(500);
  expect(read("cache_trusted")).toBe(1);
  expect(read("heartbeat_age_seconds")).toBeLessThan(2);
  expect(read("database_pool_size")).toBeGreaterThan(0);
  expect(read("database_statements_in_flight")).toBe(0);

  await ctx.db.execute(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'keysmith-verifier' and datname = current_database()`);
  const readReconnects = async () =>
    (await readSeries()).get(`keysmith_feed_reconnects_total{${service}}`);
  await vi.waitUntil(async () => (await readReconnects()) === 1, { timeout: 15_000 });
  expect(read("database_statement_duration_seconds_count", 'statement="api_key_verify",')).toBe(
    (lookUps[1] ?? 0) + (lookUps[2] ?? 0),
  );
  const accept = "application/openmetrics-text;version=1.0.0";
  const open = await fetch(`${verifier.url}/metrics`, { headers: { ...headers, accept } });
  expect(open.headers.get("content-type")).toMatch(accept.split(";", 1)[0] ?? "");
  expect(await open.text()).toMatch(/_bucket\{.*route="\/v1\/verify".*\} \d+ # \{trace_id="/);

  verifier.kill("SIGTERM");
  expect(await verifier.ended).toBe(0);
  const traced = collector.spans.filter((span) => span.traceId === traceId);
  const root = traced.find(({ name }) => name === "POST /v1/verify");
  expect(root).toMatchObject({
    service: "keysmith-verifier",
    parentSpanId: "b7ad6b7169203331",
    attributes: { "http.route": "/v1/verify", "http.request.method": "POST" },
  });
  const found = traced.find(({ name }) => name === "api_key_verify");
  expect(found?.parentSpanId).toBe(root?.spanId);
  expect(collector.spans.map(({ name }) => name)).toContain("GET /v1/authorize");
  const everything = [...before.keys(), ...after.keys(), collector.received()].join("\n");
  const { merchantId } = member.ctx;
  for (const secret of [key.fullKey, key.id, applicationId, merchantId, token, "in-the-query"]) {
    expect(everything).not.toContain(secret);
  }
});
