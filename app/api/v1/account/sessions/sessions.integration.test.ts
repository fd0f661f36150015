import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DELETE as END_ONE } from "#app/api/v1/account/sessions/[id]/route.ts";
import { DELETE as END_OTHERS, GET as LIST } from "#app/api/v1/account/sessions/route.ts";
import { POST as CREATE_API_TOKEN } from "#app/api/v1/api-tokens/route.ts";
import { GET as APPLICATIONS } from "#app/api/v1/applications/route.ts";
import { auditEvents, memberships, sessions } from "#drizzle/schema.ts";
import { portalClaim } from "#lib/auth/cookie.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { grantTokens } from "#lib/auth/tokens.ts";
import type { MerchantContext } from "#lib/context.ts";
import { createSessionCookie } from "#lib/http/session-cookie.ts";
import { newId } from "#lib/ids.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { findSession, startSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintMerchant, type TestMember, testPassword } from "#lib/testing/records/merchants.ts";

const { lastSeen, env } = getServer();
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const from = (address: string, userAgent: string | null = firefox) =>
  createContext({ id: randomUUID(), address, userAgent });

function openPortal({ ctx }: TestMember, address = "203.0.113.7") {
  const { merchantId, caller } = ctx;
  return startSession(from(address), "portal", { merchantId, userId: caller.userId });
}

async function signInByToken({ email }: TestMember, address: string) {
  const credentials = { email, password: testPassword };
  const ctx = await signInWithPassword(from(address, "curl/8.5.0"), "token", credentials);
  return { ctx, token: (await grantTokens(ctx)).accessToken };
}

async function getCookie(ctx: MerchantContext): Promise<Record<string, string>> {
  const cookie = await createSessionCookie(ctx, { env, isSecure: false }, ctx.claim.sessionId);
  const host = "localhost";
  return { cookie: cookie.split(";", 1)[0] ?? "", host, origin: `http://${host}` };
}

const getIds = (sessions: { id: string }[]) => sessions.map(({ id }) => id);
const list = async (token: string) => (await call(LIST, { token })).body.data;
const isLive = async (ctx: MerchantContext) => (await findSession(ctx, ctx.claim)) !== null;
const end = (token: string, id: string) =>
  call(END_ONE, { method: "DELETE", token, params: { id } });

function change(ctx: MerchantContext, set: Record<string, unknown>) {
  return ctx.db.update(sessions).set(set).where(eq(sessions.id, ctx.claim.sessionId));
}

describe("GET /api/v1/account/sessions", () => {
  test("shows the person's own sign-ins, the one that asks first, and no other's", async () => {
    const mine = await mintMerchant();
    const portal = await openPortal(mine);
    await openPortal(await mintMerchant());
    const [current, other, ...rest] = await list(mine.token);
    expect(rest).toEqual([]);
    expect(current).toMatchObject({
      id: mine.ctx.claim.sessionId,
      kind: "token",
      isCurrent: true,
    });
    expect(other).toEqual({
      id: portal.claim.sessionId,
      kind: "portal",
      merchantName: "Test shop",
      address: "203.0.113.7",
      userAgent: firefox,
      createdAt: expect.stringMatching(/Z$/),
      lastSeenAt: expect.stringMatching(/Z$/),
      lastSeenAddress: "203.0.113.7",
      expiresAt: expect.stringMatching(/Z$/),
      isCurrent: false,
    });
  });

  test("shows those at all of the person's companies", async () => {
    const mine = await mintMerchant();
    const other = await mintMerchant();
    const { userId } = mine.ctx.caller;
    const member = { merchantId: other.ctx.merchantId, userId };
    await mine.ctx.db.insert(memberships).values({ ...member, role: "viewer" });
    const there = await startSession(from("203.0.113.7"), "portal", member);
    expect(getIds(await list(mine.token))).toContain(there.claim.sessionId);
    expect((await end(mine.token, there.claim.sessionId)).status).toBe(204);
    const events = await mine.ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.merchantId, other.ctx.merchantId));
    const ended = events.filter(({ action }) => action === "account.session_ended");
    expect(ended).toMatchObject([{ actorId: userId, before: { id: there.claim.sessionId } }]);
  });

  test("leaves out what has ended, and API tokens", async () => {
    const mine = await mintMerchant();
    const idle = await openPortal(mine);
    await change(idle, { idleExpiresAt: sql`now()` });
    const over = await openPortal(mine);
    await change(over, { expiresAt: sql`now()` });
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const body = { name: "Deployment", scopes: ["applications:read"], expiresAt };
    const made = await call(CREATE_API_TOKEN, { token: mine.token, body });
    expect(getIds(await list(mine.token))).toEqual([mine.ctx.claim.sessionId]);
    const machine = made.body.token;
    expect((await call(LIST, { token: machine })).status).toBe(403);
    expect((await call(END_OTHERS, { method: "DELETE", token: machine })).status).toBe(403);
    expect((await end(machine, mine.ctx.claim.sessionId)).status).toBe(403);
    expect((await end(mine.token, made.body.id)).status).toBe(404);
  });

  test("answers nobody 401", async () => {
    const params = { id: newId("ses") };
    expect((await call(LIST)).status).toBe(401);
    expect((await call(END_OTHERS, { method: "DELETE" })).status).toBe(401);
    expect((await call(END_ONE, { method: "DELETE", params })).status).toBe(401);
  });
});

describe("ending sessions", () => {
  test("one ends at once, with its record; another person's is not there to end", async () => {
    const mine = await mintMerchant();
    const portal = await openPortal(mine);
    const stranger = await mintMerchant();
    const { sessionId } = portal.claim;
    for (const id of [sessionId, newId("ses"), "nonsense"]) {
      expect((await end(stranger.token, id)).status).toBe(404);
    }
    expect(await isLive(portal)).toBe(true);
    expect((await end(mine.token, sessionId)).status).toBe(204);
    expect(await isLive(portal)).toBe(false);
    expect((await end(mine.token, sessionId)).status).toBe(404);
    const events = await mine.ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.merchantId, mine.ctx.merchantId));
    expect(events.filter(({ action }) => action === "account.session_ended")).toMatchObject([
      { before: { id: sessionId, kind: "portal", address: "203.0.113.7", userAgent: firefox } },
    ]);
  });

  test("all others end, tokens among them, and the one that asks stays", async () => {
    const mine = await mintMerchant();
    const here = await openPortal(mine);
    const others = [await openPortal(mine), (await signInByToken(mine, "203.0.113.8")).ctx];
    const headers = await getCookie(here);
    for (let i = 0; i < 2; i++) {
      expect((await call(END_OTHERS, { method: "DELETE", headers })).status).toBe(204);
    }
    expect(await Promise.all(others.map(isLive))).toEqual([false, false]);
    expect(await isLive(mine.ctx)).toBe(false);
    expect((await call(LIST, { headers })).body.data).toMatchObject([{ isCurrent: true }]);
  });

  test("the portal's cookie ends nothing from another site", async () => {
    const mine = await mintMerchant();
    const headers = { ...(await getCookie(await openPortal(mine))), origin: "https://evil.test" };
    expect((await call(END_OTHERS, { method: "DELETE", headers })).status).toBe(403);
    expect(await isLive(mine.ctx)).toBe(true);
  });
});

describe("the limits of a session", () => {
  test("a portal session that nobody uses ends; one that is used goes on", async () => {
    const mine = await mintMerchant();
    const portal = await openPortal(mine);
    const soon = { idleExpiresAt: sql`now() + interval '1 minute'` };
    await change(portal, { ...soon, lastSeenAt: sql`now() - interval '1 hour'` });
    const headers = { ...(await getCookie(portal)), "x-forwarded-for": "203.0.113.9" };
    expect((await call(APPLICATIONS, { headers })).status).toBe(200);
    await lastSeen.flush();
    const { sessionId } = portal.claim;
    const [row] = await portal.db.select().from(sessions).where(eq(sessions.id, sessionId));
    const minutesFromNow = ((row?.idleExpiresAt.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutesFromNow).toBeCloseTo(portal.config.sessions.idleMinutes, 0);
    expect(Date.now() - (row?.lastSeenAt.getTime() ?? 0)).toBeLessThan(10_000);
    expect(row?.lastSeenAddress).toBe("203.0.113.9");

    await change(portal, { idleExpiresAt: sql`now()` });
    expect((await call(APPLICATIONS, { headers })).status).toBe(401);
    expect(await findSession(portal, portalClaim(sessionId))).toBeNull();
  });

  test("no use keeps a session beyond its longest life", async () => {
    const mine = await mintMerchant();
    const portal = await openPortal(mine);
    const headers = await getCookie(portal);
    await change(portal, { expiresAt: sql`now()` });
    expect((await call(APPLICATIONS, { headers })).status).toBe(401);
    await lastSeen.flush();
    expect(await isLive(portal)).toBe(false);
    await change(mine.ctx, { expiresAt: sql`now()` });
    expect((await call(APPLICATIONS, { token: mine.token })).status).toBe(401);
  });

  test("a session by a token does not idle out, and its use does not change that", async () => {
    const mine = await mintMerchant();
    const { ctx, token } = await signInByToken(mine, "203.0.113.7");
    await change(ctx, { lastSeenAt: sql`now() - interval '13 hours'` });
    expect((await call(APPLICATIONS, { token })).status).toBe(200);
    await lastSeen.flush();
    const { sessionId } = ctx.claim;
    const [row] = await ctx.db
      .select({ isEndless: sql`${sessions.idleExpiresAt} = 'infinity'`, at: sessions.lastSeenAt })
      .from(sessions)
      .where(eq(sessions.id, sessionId));
    expect(row?.isEndless).toBe(true);
    expect(Date.now() - (row?.at.getTime() ?? 0)).toBeLessThan(10_000);
  });
});
