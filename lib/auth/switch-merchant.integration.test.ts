import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET as MEMBERSHIPS } from "#app/api/v1/account/memberships/route.ts";
import { POST as SWITCH } from "#app/api/v1/account/switch/route.ts";
import { POST as CREATE_KEY } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { POST as CREATE_APPLICATION } from "#app/api/v1/applications/route.ts";
import { GET as MERCHANT } from "#app/api/v1/merchant/route.ts";
import { auditEvents, memberships, merchants } from "#drizzle/schema.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { newId } from "#lib/ids.ts";
import { removeMember } from "#lib/members/remove.ts";
import { call } from "#lib/testing/api/requests.ts";
import {
  mintApplication,
  mintMerchant,
  openPortal,
  testPassword,
} from "#lib/testing/records/merchants.ts";

/** A person who owns one company and is a viewer of another. */
async function mintPersonOfTwo() {
  const mine = await mintMerchant();
  const theirs = await mintMerchant();
  await mine.ctx.db.insert(memberships).values({
    merchantId: theirs.ctx.merchantId,
    userId: mine.ctx.caller.userId,
    role: "viewer",
  });
  return { mine, theirs, portal: await openPortal(mine) };
}

const switchTo = (headers: Record<string, string>, merchantId: unknown) =>
  call(SWITCH, { body: { merchantId }, headers });

function withCookie(headers: Record<string, string>, answer: { headers: Headers }) {
  const [cookie = ""] = answer.headers.get("set-cookie")?.split(";") ?? [];
  return { ...headers, cookie };
}

describe("GET /api/v1/account/memberships", () => {
  test("names the companies of the caller, and at which one they are", async () => {
    const { mine, theirs, portal } = await mintPersonOfTwo();
    const { status, body } = await call(MEMBERSHIPS, { headers: portal.headers });
    const expected = [mine, theirs].map(({ ctx }, index) => ({
      merchantId: ctx.merchantId,
      merchantName: "Test shop",
      role: index === 0 ? "owner" : "viewer",
      isCurrent: index === 0,
    }));
    expect(status).toBe(200);
    expect(body).toEqual({ data: expected });
    expect((await call(MEMBERSHIPS)).status).toBe(401);
  });
});

describe("POST /api/v1/account/switch", () => {
  test("goes on at another company under a new id of the session; the old cookie is worth nothing", async () => {
    const { mine, theirs, portal } = await mintPersonOfTwo();
    const answer = await switchTo(portal.headers, theirs.ctx.merchantId);
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toMatch(
      /^keysmith\.session=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    );
    const headers = withCookie(portal.headers, answer);
    const there = await call(MERCHANT, { headers });
    expect([there.body.id, there.body.role]).toEqual([theirs.ctx.merchantId, "viewer"]);
    expect((await call(MERCHANT, { headers: portal.headers })).status).toBe(401);
    expect((await switchTo(portal.headers, mine.ctx.merchantId)).status).toBe(401);
    const refused = await call(CREATE_APPLICATION, { headers, body: { name: "x" } });
    expect(refused.status).toBe(403);
    const { email } = mine;
    const next = await signInWithPassword(mine.ctx, "token", { email, password: testPassword });
    expect(next.merchantId).toBe(theirs.ctx.merchantId);
    const events = await mine.ctx.db
      .select({ via: auditEvents.via, actorId: auditEvents.actorId })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.merchantId, theirs.ctx.merchantId),
          eq(auditEvents.action, "account.signed_in"),
          eq(auditEvents.via, "portal"),
        ),
      );
    expect(events).toEqual([{ via: "portal", actorId: mine.ctx.caller.userId }]);
  });

  test("leads nowhere but to companies of one's own, and is not for tokens", async () => {
    const { mine, portal } = await mintPersonOfTwo();
    const stranger = await mintMerchant();
    for (const merchantId of [stranger.ctx.merchantId, newId("mer"), "nonsense"]) {
      expect((await switchTo(portal.headers, merchantId)).status).toBe(404);
    }
    expect((await switchTo(portal.headers, undefined)).status).toBe(400);
    const body = { merchantId: mine.ctx.merchantId };
    expect((await call(SWITCH, { token: mine.token, body })).status).toBe(403);
    expect((await call(SWITCH, { body })).status).toBe(401);
    expect((await call(MERCHANT, { headers: portal.headers })).body.id).toBe(body.merchantId);
  });

  test("is refused where the other company demands single sign-on", async () => {
    const { theirs, portal } = await mintPersonOfTwo();
    await theirs.ctx.db
      .update(merchants)
      .set({ singleSignOnOnly: true })
      .where(eq(merchants.id, theirs.ctx.merchantId));
    const { status, body } = await switchTo(portal.headers, theirs.ctx.merchantId);
    expect([status, body.message]).toEqual([
      403,
      "Your company requires single sign-on. Sign in with its identity provider",
    ]);
    expect((await call(MERCHANT, { headers: portal.headers })).status).toBe(200);
  });

  test("of one session twice at once: one wins, and it stays whole", async () => {
    const { mine, theirs, portal } = await mintPersonOfTwo();
    const answers = await Promise.all(
      [theirs, mine].map(({ ctx }) => switchTo(portal.headers, ctx.merchantId)),
    );
    const won = answers.filter(({ status }) => status === 204);
    for (const { status } of answers) expect([204, 401]).toContain(status);
    const last = won.map((answer) =>
      call(MERCHANT, { headers: withCookie(portal.headers, answer) }),
    );
    const statuses = (await Promise.all(last)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });
});

test("whoever is removed while they switch is out afterwards, and gets no 5xx", async () => {
  for (let round = 0; round < 8; round++) {
    const { mine, theirs, portal } = await mintPersonOfTwo();
    const { userId } = mine.ctx.caller;
    const [answer] = await Promise.all([
      switchTo(portal.headers, theirs.ctx.merchantId),
      removeMember(theirs.ctx, { userId }),
    ]);
    expect([204, 404]).toContain(answer.status);
    if (answer.status === 404) continue;
    const headers = withCookie(portal.headers, answer);
    expect((await call(MERCHANT, { headers })).status).toBe(401);
  }
});

test("a tab that shows another company than the session's is told so, and does nothing", async () => {
  const { mine, theirs, portal } = await mintPersonOfTwo();
  const application = await mintApplication(mine.ctx);
  const headers = withCookie(portal.headers, await switchTo(portal.headers, theirs.ctx.merchantId));
  await theirs.ctx.db
    .update(memberships)
    .set({ role: "owner" })
    .where(eq(memberships.userId, mine.ctx.caller.userId));
  const stale = { ...headers, "Keysmith-Merchant": mine.ctx.merchantId };
  const params = { id: application.id };
  const answers = [
    await call(CREATE_APPLICATION, { headers: stale, body: { name: "x" } }),
    await call(CREATE_KEY, { headers: stale, params, body: { description: "x" } }),
  ];
  for (const { status, body } of answers) {
    expect([status, body.message]).toEqual([
      409,
      "You switched companies in another tab. Reload this page",
    ]);
  }
  const fresh = { ...headers, "Keysmith-Merchant": theirs.ctx.merchantId };
  expect((await call(CREATE_APPLICATION, { headers: fresh, body: { name: "x" } })).status).toBe(
    201,
  );
  expect(
    (await call(CREATE_KEY, { headers: fresh, params, body: { description: "x" } })).status,
  ).toBe(404);
});
