import { eq, sql } from "drizzle-orm";
import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { POST as CREATE } from "#app/api/v1/account/console-token/route.ts";
import { DELETE as END_OTHERS, GET as SESSIONS } from "#app/api/v1/account/sessions/route.ts";
import { POST as CREATE_KEY } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { GET as APPLICATIONS, POST as CREATE_APPLICATION } from "#app/api/v1/applications/route.ts";
import { auditEvents, merchants, sessions } from "#drizzle/schema.ts";
import { endSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import {
  addMember,
  ageProof,
  mintApplication,
  mintMerchant,
  openPortal,
  type TestMember,
} from "#lib/testing/records/merchants.ts";

async function mintToken(member: TestMember) {
  const portal = await openPortal(member);
  const { status, body } = await call(CREATE, { method: "POST", headers: portal.headers });
  expect(status).toBe(201);
  return { portal, token: body.accessToken as string };
}

const getStatus = async (token: string) => (await call(APPLICATIONS, { token })).status;

test("whoever is signed in to the portal gets a token of five minutes, and no refresh token", async () => {
  const member = await mintMerchant();
  const { headers } = await openPortal(member);
  const { status, body } = await call(CREATE, { method: "POST", headers });
  expect(status).toBe(201);
  expect(body).toEqual({
    accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    tokenType: "Bearer",
    expiresIn: 300,
  });
  const { exp = 0, iat = 0 } = decodeJwt(body.accessToken);
  expect(exp - iat).toBe(300);
  expect(await getStatus(body.accessToken)).toBe(200);
});

test("it stands among the person's sessions, and ends with them", async () => {
  const member = await mintMerchant();
  const { portal, token } = await mintToken(member);
  const { sid } = decodeJwt(token);
  const { body } = await call(SESSIONS, { token });
  const [current] = body.data;
  expect(current).toMatchObject({ id: sid, kind: "token", isCurrent: true });
  expect(Date.parse(current.expiresAt) - Date.parse(current.createdAt)).toBe(300_000);
  const ended = await call(END_OTHERS, { method: "DELETE", headers: portal.headers });
  expect(ended.status).toBe(204);
  expect(await getStatus(token)).toBe(401);
});

test("after five minutes it opens nothing, whatever its signature says", async () => {
  const member = await mintMerchant();
  const { token } = await mintToken(member);
  await member.ctx.db
    .update(sessions)
    .set({ expiresAt: sql`now()` })
    .where(eq(sessions.id, String(decodeJwt(token).sid)));
  expect(await getStatus(token)).toBe(401);
});

test("the audit log tells of it, without the token", async () => {
  const member = await mintMerchant();
  const { token } = await mintToken(member);
  const events = await member.ctx.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.sessionId, String(decodeJwt(token).sid)));
  expect(events).toMatchObject([{ action: "account.signed_in", via: "token" }]);
  expect(JSON.stringify(events)).not.toContain(token);
});

test("it may do what the person's role may, and no more", async () => {
  const owner = await mintMerchant();
  const viewer = await mintToken(await addMember(owner, "viewer"));
  const developer = await mintToken(await addMember(owner, "developer"));
  const create = (token: string) =>
    call(CREATE_APPLICATION, { token, body: { name: "From the console" } });
  expect(await getStatus(viewer.token)).toBe(200);
  expect((await create(viewer.token)).status).toBe(403);
  expect((await create(developer.token)).status).toBe(201);
});

test("its proof of who the person is is as old as the portal's", async () => {
  const member = await mintMerchant();
  const application = await mintApplication(member.ctx);
  const portal = await openPortal(member);
  await ageProof({ ...member, ctx: portal.ctx }, 9);
  const { body } = await call(CREATE, { method: "POST", headers: portal.headers });
  const { sid } = decodeJwt(body.accessToken);
  const twoMinutesLater = sql`${sessions.provedAt} - interval '2 minutes'`;
  await member.ctx.db
    .update(sessions)
    .set({ provedAt: twoMinutesLater })
    .where(eq(sessions.id, String(sid)));
  const answer = await call(CREATE_KEY, {
    token: body.accessToken,
    params: { id: application.id },
    body: { description: "From the console" },
  });
  expect(answer.status).toBe(403);
  expect(answer.headers.get("www-authenticate")).toContain("insufficient_user_authentication");
});

test("it lacks the second factor that the portal's session lacks", async () => {
  const member = await mintMerchant();
  await member.ctx.db
    .update(merchants)
    .set({ requireSecondFactor: true })
    .where(eq(merchants.id, member.ctx.merchantId));
  const { token } = await mintToken(member);
  expect(await getStatus(token)).toBe(403);
});

test("no token begets it, no other origin, and nobody", async () => {
  const member = await mintMerchant();
  const { portal, token } = await mintToken(member);
  expect((await call(CREATE, { method: "POST", token: member.token })).status).toBe(403);
  expect((await call(CREATE, { method: "POST", token })).status).toBe(403);
  for (const origin of ["https://evil.test", "http://sub.keys.test"]) {
    const headers = { ...portal.headers, origin };
    expect((await call(CREATE, { method: "POST", headers })).status).toBe(403);
  }
  expect((await call(CREATE, { method: "POST" })).status).toBe(401);
  await endSession(portal.ctx);
  expect((await call(CREATE, { method: "POST", headers: portal.headers })).status).toBe(401);
});
