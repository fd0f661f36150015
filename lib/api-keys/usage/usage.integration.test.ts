import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { GET } from "#app/api/v1/applications/[id]/api-keys/[keyId]/usage/route.ts";
import { apiKeyUsageDays } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { usageSchema } from "#lib/api-keys/schema.ts";
import { UsageRecorder } from "#lib/api-keys/usage/usage.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { newId } from "#lib/ids.ts";
import { roles } from "#lib/merchants/permissions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApplication, mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

async function setUp() {
  const merchant = await mintMerchant();
  const application = await mintApplication(merchant.ctx);
  const key = await createApiKey(merchant.ctx, {
    applicationId: application.id,
    description: "Checkout",
  });
  const params = { id: application.id, keyId: key.id };
  const read = (query = "") => call(GET, { token: merchant.token, params, query });
  const count = (daysAgo: number, outcome: string, amount: number) =>
    merchant.ctx.db.insert(apiKeyUsageDays).values({
      apiKeyId: key.id,
      day: sql`(now() at time zone 'UTC')::date - ${daysAgo}::int`,
      outcome,
      count: amount,
    });
  return { ...merchant, application, key, params, read, count };
}

async function readToday({ ctx }: Awaited<ReturnType<typeof mintMerchant>>): Promise<string> {
  const [row] = await ctx.db.execute<{ day: string }>(
    sql`select (now() at time zone 'UTC')::date::text as day`,
  );
  return row?.day ?? "";
}

test("every day asked for is there, the oldest first, and today is the last", async () => {
  const merchant = await setUp();
  for (const [query, length] of [
    ["", 30],
    ["?days=1", 1],
    ["?days=365", 365],
  ] as const) {
    const { status, body } = await merchant.read(query);
    expect([status, body.data.length]).toEqual([200, length]);
    const dates: string[] = body.data.map((day: { date: string }) => day.date);
    expect(dates).toEqual(
      dates.map((_, index) => {
        const dayMilliseconds = (index + 1 - length) * 86_400_000;
        return new Date(Date.parse(dates.at(-1) ?? "") + dayMilliseconds)
          .toISOString()
          .slice(0, 10);
      }),
    );
    expect(dates.at(-1)).toBe(await readToday(merchant));
    expect(body.data).toEqual(dates.map((date) => ({ date, verified: 0, refused: {} })));
  }
});

test("calls are told by day, and refusals by code", async () => {
  const { read, count } = await setUp();
  await count(0, "valid", 3);
  await count(0, "expired", 2);
  await count(0, "ip_denied", 1);
  await count(29, "valid", 5_000_000_000);
  await count(30, "valid", 7);
  const { body } = await read();
  expect(usageSchema.parse(body)).toEqual(body);
  expect(body.data[0]).toMatchObject({ verified: 5_000_000_000, refused: {} });
  expect(body.data.at(-1)).toMatchObject({ verified: 3, refused: { expired: 2, ip_denied: 1 } });
  const total = body.data.reduce((sum: number, day: { verified: number }) => sum + day.verified, 0);
  expect(total).toBe(5_000_000_003);
});

test("what verification counts is what is read, also after the key is revoked", async () => {
  const { ctx, key, application, read } = await setUp();
  const usage = new UsageRecorder(ctx.db);
  const verify = () =>
    verifyApiKey({ ...ctx, usage }, { key: key.fullKey, ip: null, userAgent: null });
  await verify();
  await verify();
  await revokeApiKey(ctx, { applicationId: application.id, keyId: key.id });
  await verify();
  await usage.flush();
  const { body } = await read("?days=2");
  const sum = (of: (day: (typeof body.data)[number]) => number) =>
    body.data.reduce((total: number, day: (typeof body.data)[number]) => total + of(day), 0);
  expect(sum((day) => day.verified)).toBe(2);
  expect(sum((day) => day.refused.revoked ?? 0)).toBe(1);
});

test("days beyond their bounds, given twice or not a number are 400", async () => {
  const { read } = await setUp();
  for (const days of ["0", "366", "-1", "1.5", "", "x", "1e2"]) {
    const { status, body } = await read(`?days=${days}`);
    const message = "The days must be a whole number from 1 to 365";
    expect([status, body.details]).toEqual([400, [{ field: "days", message }]]);
  }
  expect((await read("?days=1&days=2")).status).toBe(400);
  expect((await read("?day=1")).body.details).toEqual([{ field: "day", message: "Unknown field" }]);
});

test("every role may read it; nobody without a session; another merchant finds nothing", async () => {
  const merchant = await setUp();
  const { params, key } = merchant;
  for (const role of roles) {
    const { token } = await withRole(merchant, role);
    expect((await call(GET, { token, params })).status).toBe(200);
  }
  expect((await call(GET, { params })).status).toBe(401);
  const other = await setUp();
  const none = await call(GET, { token: other.token, params: { ...params, keyId: newId("key") } });
  expect(none.status).toBe(404);
  for (const elsewhere of [params, { id: other.application.id, keyId: key.id }]) {
    const answer = await call(GET, { token: other.token, params: elsewhere });
    expect([answer.status, answer.body]).toEqual([404, none.body]);
  }
});

test("the uses of more keys than one statement takes are all counted, once", async () => {
  const { ctx, application, key } = await setUp();
  const count = 2500;
  const keys = await ctx.db.execute<{ id: string }>(sql`
    insert into api_keys (
      id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist, created_by
    )
    select substr(${key.id}, 1, 20) || lpad(n::text, 10, '0'), ${application.id}, ${ctx.merchantId},
      'ks_live_many', 'Key ' || n, '{*}', '{}', ${ctx.caller.userId}
    from generate_series(1, ${count}::int) n
    returning id`);
  const usage = new UsageRecorder(ctx.db);
  for (const outcome of ["valid", "valid", "expired"]) {
    for (const { id } of keys) {
      const use = { requestId: "r", keyId: id, generation: 1, address: null, userAgent: null };
      usage.record({ ...use, outcome });
    }
  }
  await usage.flush();
  await usage.flush();
  const [counted] = await ctx.db.execute(sql`
    select count(*)::int as rows, sum(u.count)::int as calls, count(distinct k.id)::int as used
    from api_key_usage_days u join api_keys k on k.id = u.api_key_id
    where k.merchant_id = ${ctx.merchantId} and k.last_used_at is not null`);
  expect(counted).toEqual({ rows: 2 * count, calls: 3 * count, used: count });
});
