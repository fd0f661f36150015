import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET as LIST_APPLICATIONS } from "#app/api/v1/applications/route.ts";
import { POST as TOKEN } from "#app/api/v1/auth/token/route.ts";
import { POST as LOOK_UP } from "#app/api/v1/invitations/look-up/route.ts";
import { DELETE, GET, PATCH } from "#app/api/v1/merchant/route.ts";
import { auditEvents, merchants, sessions } from "#drizzle/schema.ts";
import { createApplication } from "#lib/applications/create.ts";
import { deleteApplication } from "#lib/applications/delete.ts";
import { inviteMember } from "#lib/invitations/create.ts";
import { suspendMerchant } from "#lib/merchants/suspend.ts";
import { call } from "#lib/testing/api/requests.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import {
  addMember,
  ageProof,
  mintApplication,
  mintMerchant,
  type TestMember,
  testPassword,
  verifyAddress,
} from "#lib/testing/records/merchants.ts";

const change = ({ token }: TestMember, body: unknown) =>
  call(PATCH, { method: "PATCH", token, body });

const close = ({ token }: TestMember) => call(DELETE, { method: "DELETE", token });

async function eventsAt({ ctx }: TestMember, action: string) {
  return ctx.db
    .select({ actorId: auditEvents.actorId, before: auditEvents.before, after: auditEvents.after })
    .from(auditEvents)
    .where(and(eq(auditEvents.merchantId, ctx.merchantId), eq(auditEvents.action, action)));
}

const freePolicy = {
  requireSecondFactor: false,
  singleSignOnOnly: false,
  longestLifeOfLiveKeysDays: null,
};

describe("GET /api/v1/merchant", () => {
  test("tells every member of their company, their role and what it demands", async () => {
    const owner = await mintMerchant();
    const viewer = await addMember(owner, "viewer");
    const { status, body } = await call(GET, { token: viewer.token });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: owner.ctx.merchantId,
      name: "Test shop",
      createdAt: expect.stringMatching(/Z$/),
      role: "viewer",
      suspendedAt: null,
      suspendedReason: null,
      policy: freePolicy,
      externalId: null,
      metadata: {},
    });
    await suspendMerchant(owner.ctx, owner.ctx.merchantId, "Fraud");
    const suspended = await call(GET, { token: viewer.token });
    expect(suspended.body.suspendedAt).toMatch(/Z$/);
    expect(suspended.body.suspendedReason).toBe("Fraud");
    expect((await call(GET)).status).toBe(401);
  });
});

describe("PATCH /api/v1/merchant", () => {
  test("changes what is named, and writes down what it was", async () => {
    const owner = await mintMerchant();
    const { status, body } = await change(owner, { name: " Shop ", longestLifeOfLiveKeysDays: 90 });
    expect([status, body.name, body.policy]).toEqual([
      200,
      "Shop",
      { ...freePolicy, longestLifeOfLiveKeysDays: 90 },
    ]);
    expect((await change(owner, { name: "Shop" })).body).toEqual(body);
    expect((await change(owner, {})).body).toEqual(body);
    expect((await change(owner, { longestLifeOfLiveKeysDays: null })).body.policy).toEqual(
      freePolicy,
    );
    const actorId = owner.ctx.caller.userId;
    expect(await eventsAt(owner, "merchant.updated")).toEqual([
      {
        actorId,
        before: { name: "Test shop", longestLifeOfLiveKeysDays: null },
        after: { name: "Shop", longestLifeOfLiveKeysDays: 90 },
      },
      {
        actorId,
        before: { longestLifeOfLiveKeysDays: 90 },
        after: { longestLifeOfLiveKeysDays: null },
      },
    ]);
  });

  test("demands a second factor or single sign-on only of whoever has it themselves", async () => {
    const owner = await mintMerchant();
    const developer = await addMember(owner, "developer");
    const isMine = eq(sessions.id, owner.ctx.claim.sessionId);
    const { db } = owner.ctx;
    expect((await change(owner, { requireSecondFactor: true })).status).toBe(409);
    await db.update(sessions).set({ hasSecondFactor: true }).where(isMine);
    expect((await change(owner, { requireSecondFactor: true })).status).toBe(200);
    expect((await call(LIST_APPLICATIONS, { token: developer.token })).status).toBe(403);

    expect((await change(owner, { singleSignOnOnly: true })).status).toBe(409);
    await db.update(sessions).set({ provider: "google" }).where(isMine);
    expect((await change(owner, { singleSignOnOnly: true })).status).toBe(200);
    expect((await call(LIST_APPLICATIONS, { token: developer.token })).status).toBe(401);
    const free = { requireSecondFactor: false, singleSignOnOnly: false };
    expect((await change(owner, free)).status).toBe(200);
    expect((await call(LIST_APPLICATIONS, { token: developer.token })).status).toBe(200);
  });

  test.each([
    [{ name: "" }, "name"],
    [{ name: null }, "name"],
    [{ requireSecondFactor: "yes" }, "requireSecondFactor"],
    [{ singleSignOnOnly: null }, "singleSignOnOnly"],
    [{ longestLifeOfLiveKeysDays: 0 }, "longestLifeOfLiveKeysDays"],
    [{ longestLifeOfLiveKeysDays: 3651 }, "longestLifeOfLiveKeysDays"],
    [{ longestLifeOfLiveKeysDays: 1.5 }, "longestLifeOfLiveKeysDays"],
    [{ suspendedAt: null }, "suspendedAt"],
  ])("refuses %j, naming the field", async (body, field) => {
    const answer = await change(await mintMerchant(), body);
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field]);
  });

  test("is for admins and owners who proved lately who they are", async () => {
    const owner = await mintMerchant();
    const admin = await addMember(owner, "admin");
    expect((await change(await addMember(owner, "developer"), { name: "x" })).status).toBe(403);
    expect((await change(admin, { name: "x" })).status).toBe(200);
    await ageProof(admin);
    const stale = await change(admin, { name: "y" });
    expect(stale.headers.get("www-authenticate")).toContain("insufficient_user_authentication");
    const strangers = await mintMerchant();
    expect((await change(strangers, { name: "z" })).status).toBe(200);
    expect((await call(GET, { token: owner.token })).body.name).toBe("x");
    expect((await call(PATCH, { method: "PATCH", body: { name: "x" } })).status).toBe(401);
  });
});

describe("DELETE /api/v1/merchant", () => {
  test("is 409 while there are applications, then ends everybody's way in for good", async () => {
    const owner = await mintMerchant();
    const admin = await addMember(owner, "admin");
    await verifyAddress(owner);
    const { db, merchantId } = owner.ctx;
    const email = `late-${admin.email}`;
    const verified = { ...owner.ctx, caller: { ...owner.ctx.caller, isEmailVerified: true } };
    await inviteMember(verified, { email, role: "viewer" });
    const [mail] = await takeMail(owner.ctx, email);
    const token = /#([\w-]{43})/.exec(mail?.text ?? "")?.[1];
    const { id: applicationId } = await mintApplication(owner.ctx);
    const refused = await close(owner);
    expect([refused.status, refused.body.message]).toEqual([
      409,
      "This company still has 1 application. Delete them first",
    ]);
    await deleteApplication(owner.ctx, { applicationId });
    expect((await close(admin)).status).toBe(403);
    expect((await close(owner)).status).toBe(204);

    for (const member of [owner, admin]) {
      expect((await call(LIST_APPLICATIONS, { token: member.token })).status).toBe(401);
    }
    expect((await close(owner)).status).toBe(401);
    const signIn = await call(TOKEN, { body: { email: owner.email, password: testPassword } });
    expect(signIn.status).toBe(401);
    expect((await call(LOOK_UP, { body: { token } })).status).toBe(404);
    const [merchant] = await db.select().from(merchants).where(eq(merchants.id, merchantId));
    expect(merchant?.closedAt).toBeInstanceOf(Date);
    expect(await eventsAt(owner, "merchant.closed")).toEqual([
      { actorId: owner.ctx.caller.userId, before: { name: "Test shop" }, after: null },
    ]);
  });

  test("asks for a recent proof", async () => {
    const owner = await mintMerchant();
    await ageProof(owner);
    expect((await close(owner)).status).toBe(403);
    expect((await call(LIST_APPLICATIONS, { token: owner.token })).status).toBe(200);
  });

  test("and an application created at the same time: it is counted, or nobody can reach it", async () => {
    for (let round = 0; round < 5; round++) {
      const owner = await mintMerchant();
      const [created, closed] = await Promise.allSettled([
        createApplication(owner.ctx, { name: "Late", environment: "test" }),
        close(owner),
      ]);
      expect(created.status).toBe("fulfilled");
      if (closed.status === "fulfilled" && closed.value.status === 409) continue;
      // It came too late: the creator was removed, and nobody can access it.
      expect((await call(LIST_APPLICATIONS, { token: owner.token })).status).toBe(401);
    }
  });
});
