import { expect } from "@playwright/test";
import { startCollector } from "#lib/testing/services/collector.ts";
import { runOperator, send } from "./support/client.ts";
import { demoPassword, openShop } from "./support/shop.ts";
import { test } from "./support/start.ts";

const demo = { KEYSMITH_DEMO_PASSWORD: demoPassword };

test.describe.configure({ timeout: 120_000 });

async function scrape(address: string, token: string): Promise<string> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${address}/metrics`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  return response.text();
}

test("what the product counts and traces tells of every request, and of nobody's data", async ({
  dataDir,
  start,
}) => {
  const collector = await startCollector();
  const product = start({ ...demo, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const address = await product.ready;
  const { token } = await runOperator(["service-token", "create", "Prometheus"], dataDir);
  const shop = await openShop(address);
  const { body: key } = await shop.create("Checkout");
  const verify = () =>
    send("POST", "/api/v1/api-keys/verify", { address, token, body: { key: key.fullKey } });
  await expect.poll(async () => (await verify()).status).toBe(200);
  await shop.whoami(key.fullKey);
  await shop.keys("GET", `/${key.id}?secret=in-the-query`);
  const visit = async (path: string) => (await fetch(address + path)).text();
  await visit(`/applications/${shop.applicationId}?email=ada@example.test`);
  await visit(`/wp-login/${key.id}`);
  expect((await fetch(`${address}/metrics`)).status).toBe(401);

  let metrics = "";
  // A request is counted a moment after its caller has the answer.
  await expect(async () => {
    metrics = await scrape(address, token);
    const values = new Map(
      metrics.split("\n").map((line) => [line.slice(0, line.lastIndexOf(" ")), line]),
    );
    const isCounted = (series: string) => / [1-9]\d*$/.test(values.get(`keysmith_${series}`) ?? "");
    const expected = [
      ...[
        ["POST", "/api/v1/applications/{id}/api-keys", 201],
        ["GET", "/api/v1/applications/{id}/api-keys/{keyId}", 200],
        ["GET", "/api/v1/whoami", 200],
        ["GET", "/metrics", 401],
        ["GET", "other", 404],
      ].map(
        ([method, route, status]) =>
          `http_requests_total{method="${method}",route="${route}",status="${status}",service="portal"}`,
      ),
      'verdicts_total{code="valid",service="portal"}',
      'usage_flushes_total{result="written",service="portal"}',
      'database_pool_size{service="portal"}',
    ];
    expect(expected.filter((series) => !isCounted(series))).toEqual([]);
  }).toPass();

  product.kill("SIGTERM");
  expect(await product.ended).toBe(0);
  await collector.close();
  const root = collector.spans.find(({ name }) => name === "POST /api/v1/api-keys/verify");
  expect(root).toMatchObject({
    service: "keysmith-portal",
    attributes: { "http.route": "/api/v1/api-keys/verify", "http.response.status_code": 200 },
  });
  const verified = collector.spans.find(({ name }) => name === "api_key_verify");
  expect(verified?.attributes).toMatchObject({ "db.system.name": "postgresql" });
  const origins = collector.spans.filter(({ traceId }) => traceId === verified?.traceId);
  expect(origins.map(({ name }) => name)).toContain("POST /api/v1/api-keys/verify");
  expect(collector.spans.map(({ name }) => name)).toContain("GET /applications/[applicationId]");

  const everything = `${metrics}\n${collector.received()}`;
  const data = [key.fullKey, key.id, shop.applicationId, shop.token, token, "owner@", "ada@"];
  for (const secret of [...data, "in-the-query", demoPassword, "wp-login"]) {
    expect(everything).not.toContain(secret);
  }
});

test("a collector that is away disturbs no request and no stop", async ({ start }) => {
  const product = start({
    ...demo,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://127.0.0.1:9/v1/traces",
    OTEL_EXPORTER_OTLP_TIMEOUT: "200",
  });
  const address = await product.ready;
  for (let count = 0; count < 50; count += 1) {
    expect((await send("GET", "/readyz", { address })).status).toBe(200);
  }
  await expect.poll(() => product.output(), { timeout: 20_000 }).toContain("traces not delivered");
  product.kill("SIGTERM");
  expect(await product.ended).toBe(0);
  expect(product.output().match(/traces not delivered/g)).toHaveLength(1);
});
