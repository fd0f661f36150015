import { expect, test } from "vitest";
import { POST as VERIFY } from "#app/api/v1/api-keys/verify/route.ts";
import { DELETE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { POST as SIGN_IN } from "#app/api/v1/auth/token/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { GET, POST } from "#app/metrics/route.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const { token } = await createServiceToken(ctx, { name: "Prometheus" });

async function scrape(): Promise<string> {
  const request = new Request("http://localhost/metrics", {
    headers: { Authorization: `Bearer ${token}` },
  });
  const response = await GET(request, { params: Promise.resolve({}) });
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "text/plain; version=0.0.4; charset=utf-8",
  ]);
  return response.text();
}

/** Returns the value of a series, or 0 if it does not exist yet. */
function readNumber(text: string, series: string): number {
  const line = text.split("\n").find((line) => line.startsWith(`${series} `));
  return Number(line?.split(" ").at(-1) ?? 0);
}

test("a stranger, a member and a token that is not good are refused", async () => {
  const member = await mintMerchant();
  for (const wrong of [undefined, member.token, `${token.slice(0, -1)}x`]) {
    expect((await call(GET, { token: wrong })).status).toBe(401);
  }
  expect((await call(POST, { token, body: {} })).status).toBe(405);
});

test("verdicts by code, flushes and the pool are told, and nobody's data is", async () => {
  const member = await mintMerchant();
  const { id: applicationId } = await mintApplication(member.ctx);
  const key = await createApiKey(member.ctx, { applicationId, description: "Checkout" });
  const verify = (fullKey: string) => call(VERIFY, { token, body: { key: fullKey } });
  const before = await scrape();

  await verify(key.fullKey);
  await call(WHOAMI, { token: key.fullKey });
  await verify("nonsense");
  await call(DELETE, {
    method: "DELETE",
    token: member.token,
    params: { id: applicationId, keyId: key.id },
  });
  await verify(key.fullKey);
  await call(SIGN_IN, { body: { email: "nobody@example.test", password: "wrong" } });
  await mintMerchant();
  await getServer()
    .db.execute("select 1 / 0")
    .catch(() => undefined);
  await getServer().usage.flush();
  const after = await scrape();

  const gained = (name: string, labels: string) => {
    const series = `keysmith_${name}{${labels},service="portal"}`;
    return readNumber(after, series) - readNumber(before, series);
  };
  expect(gained("verdicts_total", 'code="valid"')).toBe(2);
  expect(gained("verdicts_total", 'code="malformed"')).toBe(1);
  expect(gained("verdicts_total", 'code="revoked"')).toBe(1);
  expect(gained("usage_flushes_total", 'result="written"')).toBeGreaterThan(0);
  const statement = 'statement="api_key_verify"';
  expect(gained("database_statement_duration_seconds_count", statement)).toBeGreaterThan(1);
  const failure = 'statement="select",error="22012"';
  expect(gained("database_statement_errors_total", failure)).toBe(1);
  const single = (name: string) => {
    const series = `keysmith_${name}{service="portal"}`;
    return readNumber(after, series) - readNumber(before, series);
  };
  expect(single("revocation_wait_seconds_count")).toBe(1);
  expect(single("revocation_effect_seconds_count")).toBe(1);
  expect(gained("sign_ins_total", 'result="unknown_email"')).toBe(1);
  expect(gained("sign_ins_total", 'result="succeeded"')).toBe(1);
  expect(readNumber(after, 'keysmith_rate_limit_store_up{store="memory",service="portal"}')).toBe(
    1,
  );
  expect(readNumber(after, 'keysmith_usage_waiting{service="portal"}')).toBe(0);
  expect(readNumber(after, 'keysmith_database_pool_size{service="portal"}')).toBe(
    getServer().env.DATABASE_POOL_SIZE,
  );
  // Periodic flushes may still be running.
  const inFlight = 'keysmith_database_statements_in_flight{service="portal"}';
  await expect.poll(async () => readNumber(await scrape(), inFlight)).toBe(0);
  expect(after).toMatch(/^process_resident_memory_bytes\{service="portal"\} \d+$/m);
  const secrets = [key.fullKey, key.id, applicationId, member.ctx.merchantId, token, "@"];
  for (const secret of secrets) expect(after).not.toContain(secret);
});

test("usage that is not written yet is told", async () => {
  const member = await mintMerchant();
  const { id: applicationId } = await mintApplication(member.ctx);
  const key = await createApiKey(member.ctx, { applicationId, description: "Checkout" });
  const readWaiting = async () => {
    await call(VERIFY, { token, body: { key: key.fullKey } });
    return readNumber(await scrape(), 'keysmith_usage_waiting{service="portal"}');
  };
  // The flush of every second may come between the two.
  await expect.poll(readWaiting).toBeGreaterThan(0);
});
