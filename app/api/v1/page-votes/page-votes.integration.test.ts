import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { PUT } from "#app/api/v1/page-votes/route.ts";
import { pageVotes, rateLimits, users } from "#drizzle/schema.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { addMember, mintMerchant, openPortal } from "#lib/testing/records/merchants.ts";

process.env.RATE_LIMIT_STORE = "postgres";

const ours = { host: "keys.test", origin: "http://keys.test" };

/** Returns a page that no other test votes on. */
const newPage = () => `/docs/${randomUUID()}`;

function vote(body: unknown, options: { headers?: Record<string, string>; token?: string } = {}) {
  return call(PUT, { method: "PUT", body, headers: ours, ...options });
}

function getCookie({ headers }: { headers: Headers }): string {
  return headers.get("set-cookie")?.split(";")[0] ?? "";
}

/** Returns the headers of a browser that has voted before. */
async function newVisitor() {
  const first = await vote({ page: newPage(), helpful: true });
  return { ...ours, cookie: getCookie(first) };
}

function readVotes(page: string) {
  return getServer()
    .db.select()
    .from(pageVotes)
    .where(eq(pageVotes.page, page))
    .orderBy(asc(pageVotes.id));
}

describe("a vote of a visitor", () => {
  test("is kept with its comment, under a keyed hash of what the browser is known by", async () => {
    const page = newPage();
    const { status, body, headers } = await vote({
      page,
      helpful: false,
      comment: " Where\r\nis Go? ",
    });
    expect([status, body]).toEqual([200, { page, helpful: false, comment: "Where\nis Go?" }]);
    const cookie = headers.get("set-cookie");
    expect(cookie).toMatch(
      /^keysmith\.visitor=[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
    );
    const votes = await readVotes(page);
    expect(votes).toMatchObject([{ userId: null, merchantId: null, isHelpful: false }]);
    expect(votes[0]?.voter).toMatch(/^[\w-]{43}$/);
    expect(cookie).not.toContain(votes[0]?.voter);
  });

  test("comes by a cookie that no sibling domain can set, over TLS", async () => {
    const headers = { ...ours, "x-forwarded-proto": "https" };
    const { headers: answer } = await vote({ page: newPage(), helpful: true }, { headers });
    expect(answer.get("set-cookie")).toMatch(/^__Host-keysmith\.visitor=.*; Secure$/);
  });

  test("replaces the one before, whose comment stays only while the opinion does", async () => {
    const page = newPage();
    const headers = await newVisitor();
    const say = async (helpful: boolean, comment?: string) => {
      const answer = await vote({ page, helpful, comment }, { headers });
      expect(answer.headers.get("set-cookie")).toBe(null);
      return [answer.body.helpful, answer.body.comment];
    };
    expect(await say(true)).toEqual([true, null]);
    expect(await say(true, "Good")).toEqual([true, "Good"]);
    expect(await say(true)).toEqual([true, "Good"]);
    expect(await say(true, "Better")).toEqual([true, "Better"]);
    expect(await say(false)).toEqual([false, null]);
    expect(await say(false, "Too short")).toEqual([false, "Too short"]);
    expect(await readVotes(page)).toHaveLength(1);
  });

  test("is one however often it is sent at once; two visitors have two", async () => {
    const page = newPage();
    const headers = await newVisitor();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => vote({ page, helpful: i % 2 === 0 }, { headers })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await readVotes(page)).toHaveLength(1);
    await vote({ page, helpful: true });
    expect(await readVotes(page)).toHaveLength(2);
  });

  test("begins anew with a cookie that we did not make", async () => {
    const headers = { ...ours, cookie: "keysmith.visitor=me" };
    const answer = await vote({ page: newPage(), helpful: true }, { headers });
    expect([answer.status, getCookie(answer)]).toEqual([200, expect.stringMatching(/[\w-]{43}$/)]);
  });
});

describe("a vote of a person who is signed in", () => {
  test("is one on all their devices, and another for each of their colleagues", async () => {
    const page = newPage();
    const person = await mintMerchant();
    const { userId } = person.ctx.caller;
    const { merchantId } = person.ctx;
    const [here, there] = [await openPortal(person), await openPortal(person)];
    const first = await vote({ page, helpful: true }, { headers: here.headers });
    expect([first.status, first.headers.get("set-cookie")]).toEqual([200, null]);
    await vote({ page, helpful: false }, { headers: there.headers });
    await vote({ page, helpful: false, comment: "By token" }, { token: person.token, headers: {} });
    expect(await readVotes(page)).toMatchObject([
      { voter: userId, userId, merchantId, isHelpful: false, comment: "By token" },
    ]);
    const { token } = await addMember(person, "viewer");
    await vote({ page, helpful: true }, { token });
    expect(await readVotes(page)).toHaveLength(2);
  });

  test("takes the place of the one that the browser cast while they were signed out", async () => {
    const page = newPage();
    const visitor = await newVisitor();
    await vote({ page, helpful: false, comment: "Too short" }, { headers: visitor });
    const person = await mintMerchant();
    const { headers } = await openPortal(person);
    const both = { ...headers, cookie: `${headers.cookie}; ${visitor.cookie}` };
    const answers = await Promise.all(
      [1, 2, 3].map(() => vote({ page, helpful: false }, { headers: both })),
    );
    expect(answers.map(({ body }) => body.comment)).toEqual(Array(3).fill("Too short"));
    expect(await readVotes(page)).toMatchObject([{ voter: person.ctx.caller.userId }]);
  });

  test("is not cast by a machine, nor by a token that is not good", async () => {
    const page = newPage();
    const { ctx, token } = await mintMerchant();
    const scopes = ["applications:read" as const];
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const machine = await createApiToken(ctx, { name: "Deployment", scopes, expiresAt });
    for (const [credential, status] of [
      [machine.token, 403],
      [token.slice(0, -2), 401],
    ] as const) {
      expect((await vote({ page, helpful: true }, { token: credential })).status).toBe(status);
    }
    expect(await readVotes(page)).toEqual([]);
  });

  test("goes with their account, and survives their merchant's record", async () => {
    const page = newPage();
    const { ctx, token } = await mintMerchant();
    await vote({ page, helpful: true }, { token });
    const id = `usr_${randomUUID()}`;
    await ctx.db.insert(users).values({ id, email: `${randomUUID()}@example.test` });
    await ctx.db.update(pageVotes).set({ userId: id }).where(eq(pageVotes.page, page));
    await ctx.db.delete(users).where(eq(users.id, id));
    expect(await readVotes(page)).toEqual([]);
    await vote({ page, helpful: true }, { token });
    const mer = `mer_${randomUUID()}`;
    await ctx.db.execute(sql`insert into merchants (id, name) values (${mer}, 'Gone')`);
    await ctx.db.update(pageVotes).set({ merchantId: mer }).where(eq(pageVotes.page, page));
    await ctx.db.execute(sql`delete from merchants where id = ${mer}`);
    expect(await readVotes(page)).toMatchObject([{ merchantId: null }]);
  });
});

describe("a vote is refused", () => {
  test.each([
    ["another site", { host: "keys.test", origin: "https://evil.test" }],
    ["a sibling domain", { host: "keys.test", origin: "http://blog.keys.test" }],
    ["nowhere", { host: "keys.test" }],
  ])("from %s, signed in or not", async (_, from) => {
    const page = newPage();
    const { headers } = await openPortal(await mintMerchant());
    for (const { cookie } of [headers, await newVisitor()]) {
      const answer = await vote({ page, helpful: true }, { headers: { ...from, cookie } as never });
      expect([answer.status, answer.headers.get("set-cookie")]).toEqual([403, null]);
    }
    expect(await readVotes(page)).toEqual([]);
  });

  test.each<[object, string[]]>([
    [{}, ["page", "helpful"]],
    [{ page: "/docs", helpful: "yes" }, ["helpful"]],
    [{ page: "/docs", helpful: true, comment: "" }, ["comment"]],
    [{ page: "/docs", helpful: true, comment: "🔑".repeat(1001) }, ["comment"]],
    [{ page: "/docs", helpful: true, comment: "a\u0000" }, ["comment"]],
    [{ page: "/docs", helpful: true, userId: "usr_x" }, ["userId"]],
    ...[
      "docs",
      "/doc",
      "/docs/",
      "/docs//a",
      "/docs/../a",
      "/docs/A",
      "/docs?a",
      "/docsy",
      `/docs/${"a".repeat(195)}`,
    ].map((page): [object, string[]] => [{ page, helpful: true }, ["page"]]),
  ])("for what it should not be: %j", async (body, fields) => {
    const answer = await vote(body);
    expect(answer.status).toBe(400);
    const { details } = answer.body as { details: { field: string }[] };
    expect(details.map(({ field }) => field)).toEqual(fields);
    expect(answer.headers.get("set-cookie")).toBe(null);
  });

  test("from an address that votes too often", async () => {
    const headers = { ...ours, "x-forwarded-for": "203.0.113.77" };
    const page = newPage();
    const answer = await vote({ page, helpful: true }, { headers });
    expect(answer.headers.get("ratelimit-policy")).toBe('"page-vote";q=100;w=3600');
    const { db } = getServer();
    const isTheirs = eq(rateLimits.key, "page-vote:203.0.113.77");
    await db.update(rateLimits).set({ points: 100 }).where(isTheirs);
    const refused = await vote({ page, helpful: true }, { headers });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await readVotes(page)).toHaveLength(1);
  });
});

test("the longest comment goes through the database as it was, but for its ends", async () => {
  const comment = `${"🔑\n".repeat(499)}é!`;
  const { status, body } = await vote({ page: "/docs", helpful: true, comment });
  expect([status, body]).toEqual([200, { page: "/docs", helpful: true, comment }]);
});
