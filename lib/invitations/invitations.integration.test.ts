import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET as LIST_APPLICATIONS } from "#app/api/v1/applications/route.ts";
import { POST as RESEND } from "#app/api/v1/invitations/[id]/resend/route.ts";
import { DELETE } from "#app/api/v1/invitations/[id]/route.ts";
import { POST as ACCEPT } from "#app/api/v1/invitations/accept/route.ts";
import { POST as LOOK_UP } from "#app/api/v1/invitations/look-up/route.ts";
import { POST as INVITE, GET as LIST } from "#app/api/v1/invitations/route.ts";
import { auditEvents, invitations, memberships, users } from "#drizzle/schema.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { removeMember } from "#lib/members/remove.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { resumeMerchant } from "#lib/merchants/resume.ts";
import { suspendMerchant } from "#lib/merchants/suspend.ts";
import { call } from "#lib/testing/api/requests.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import {
  addMember,
  ageProof,
  mintMerchant,
  openPortal,
  type TestMember,
  testPassword,
  verifyAddress,
} from "#lib/testing/records/merchants.ts";

const newEmail = () => `${randomUUID()}@example.test`;
const notGood = "This invitation has expired, was withdrawn, or was already used";

async function mintInviter(): Promise<TestMember> {
  const owner = await mintMerchant();
  await verifyAddress(owner);
  return owner;
}

const invite = ({ token }: TestMember, email: unknown, role: unknown = "developer") =>
  call(INVITE, { token, body: { email, role } });

const resend = ({ token }: TestMember, id: string) =>
  call(RESEND, { method: "POST", token, params: { id } });

const withdraw = ({ token }: TestMember, id: string) =>
  call(DELETE, { method: "DELETE", token, params: { id } });

const accept = (token: string, password?: string, headers?: Record<string, string>) =>
  call(ACCEPT, { body: { token, password }, headers });

async function linkIn({ ctx }: TestMember, email: string): Promise<string> {
  const [mail, ...others] = await takeMail(ctx, email);
  expect(others).toEqual([]);
  return /\/invitation#([\w-]{43})$/m.exec(mail?.text ?? "")?.[1] ?? "";
}

/** Creates an invitation and returns its link. */
async function openInvitation(owner: TestMember, email: string, role: Role = "developer") {
  const { body } = await invite(owner, email, role);
  return { id: body.id as string, token: await linkIn(owner, email) };
}

async function eventsAt({ ctx }: TestMember, action: string) {
  return ctx.db
    .select({ actorId: auditEvents.actorId, before: auditEvents.before, after: auditEvents.after })
    .from(auditEvents)
    .where(and(eq(auditEvents.merchantId, ctx.merchantId), eq(auditEvents.action, action)));
}

describe("POST /api/v1/invitations", () => {
  test("mails a link of which the database keeps a hash only, and lists the invitation", async () => {
    const owner = await mintInviter();
    const email = newEmail();
    const { status, body } = await invite(owner, ` ${email.toUpperCase()} `);
    expect(status).toBe(201);
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(body).toEqual({
      id: expect.stringMatching(/^inv_/),
      email,
      role: "developer",
      invitedByEmail: owner.email,
      createdAt: moment,
      sentAt: body.createdAt,
      expiresAt: moment,
      isExpired: false,
    });
    expect(Date.parse(body.expiresAt) - Date.parse(body.sentAt)).toBe(7 * 24 * 3600 * 1000);
    expect((await call(LIST, { token: owner.token })).body).toEqual({
      data: [body],
      nextCursor: null,
    });
    const token = await linkIn(owner, email);
    const rows = await owner.ctx.db.select().from(invitations).where(eq(invitations.id, body.id));
    expect(JSON.stringify(rows)).not.toContain(token);
    const events = await eventsAt(owner, "member.invited");
    expect(events).toEqual([
      { actorId: owner.ctx.caller.userId, before: null, after: { email, role: "developer" } },
    ]);
  });

  test("answers and mails the same whether or not the address has an account", async () => {
    const owner = await mintInviter();
    const stranger = await mintMerchant();
    const texts: string[] = [];
    for (const email of [newEmail(), stranger.email]) {
      const { status, body } = await invite(owner, email);
      const [mail] = await takeMail(owner.ctx, email);
      const said = JSON.stringify([status, body, mail]).replaceAll(email, "@");
      texts.push(said.replaceAll(/inv_\w+|#[\w-]{43}|"[\d-]+T[\d:]+Z"/g, ""));
    }
    expect(texts[0]).toEqual(texts[1]);
  });

  test("refuses what is wrong by name", async () => {
    const owner = await mintInviter();
    for (const [email, role, field] of [
      ["nonsense", "viewer", "email"],
      [undefined, "viewer", "email"],
      [newEmail(), "boss", "role"],
    ]) {
      const { status, body } = await invite(owner, email, role);
      expect([status, body.details[0].field]).toEqual([400, field]);
    }
    const extra = { email: newEmail(), role: "viewer", token: "x" };
    expect((await call(INVITE, { token: owner.token, body: extra })).status).toBe(400);
  });

  test("is for admins, and for owners alone where it makes an owner", async () => {
    const owner = await mintInviter();
    const admin = await addMember(owner, "admin");
    await verifyAddress(admin);
    expect((await invite(admin, newEmail(), "owner")).status).toBe(403);
    expect((await invite(admin, newEmail(), "admin")).status).toBe(201);
    expect((await invite(owner, newEmail(), "owner")).status).toBe(201);
    for (const role of ["viewer", "developer"] as const) {
      const { token } = await addMember(owner, role);
      expect((await call(INVITE, { token, body: { email: newEmail(), role } })).status).toBe(403);
      expect((await call(LIST, { token })).status).toBe(403);
    }
    expect((await call(INVITE, { body: { email: newEmail(), role: "viewer" } })).status).toBe(401);
  });

  test("asks for a verified address of the inviter's own, and for a recent proof", async () => {
    const owner = await mintMerchant();
    const email = newEmail();
    const { status, body } = await invite(owner, email);
    expect([status, body.message]).toEqual([
      403,
      "Confirm your email address before you invite others",
    ]);
    expect(await takeMail(owner.ctx, email)).toEqual([]);
    await verifyAddress(owner);
    await ageProof(owner);
    const stale = await invite(owner, email);
    expect(stale.headers.get("www-authenticate")).toContain("insufficient_user_authentication");
  });

  test("is 409 for a member and for an address that is invited, also of two at once", async () => {
    const owner = await mintInviter();
    const member = await addMember(owner, "viewer");
    const known = await invite(owner, member.email);
    expect([known.status, known.body.message]).toEqual([
      409,
      `${member.email} is already a member`,
    ]);
    const email = newEmail();
    const answers = await Promise.all([1, 2, 3].map(() => invite(owner, email)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await takeMail(owner.ctx, email)).toHaveLength(1);
  });

  test("stops at 100 an hour for one company", async () => {
    const owner = await mintInviter();
    const admin = await addMember(owner, "admin");
    for (let i = 0; i < 100; i++) {
      const member = i % 2 ? owner : admin;
      expect((await invite(member, owner.email)).status).not.toBe(429);
    }
    const refused = await invite(admin, newEmail());
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit")).toMatch(/^"invite";r=0/);
    expect((await invite(await mintInviter(), newEmail())).status).toBe(201);
  });
});

describe("an invitation", () => {
  test("that is sent again has a new link and expiry, and the old link is dead", async () => {
    const owner = await mintInviter();
    const email = newEmail();
    const { id, token } = await openInvitation(owner, email);
    await owner.ctx.db
      .update(invitations)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(invitations.id, id));
    const [listed] = (await call(LIST, { token: owner.token })).body.data;
    expect(listed.isExpired).toBe(true);
    expect((await accept(token, testPassword)).body.message).toBe(notGood);

    expect((await resend(owner, id)).status).toBe(204);
    const next = await linkIn(owner, email);
    expect(next).not.toBe(token);
    expect((await call(LOOK_UP, { body: { token } })).status).toBe(404);
    expect((await call(LOOK_UP, { body: { token: next } })).status).toBe(200);
    expect((await call(LIST, { token: owner.token })).body.data[0].isExpired).toBe(false);
    expect(await eventsAt(owner, "member.invitation_resent")).toHaveLength(1);
    expect((await accept(next, testPassword)).status).toBe(200);
    expect((await resend(owner, id)).status).toBe(409);
  });

  test("that is withdrawn is worth nothing, and withdrawing it again changes nothing", async () => {
    const owner = await mintInviter();
    const email = newEmail();
    const { id, token } = await openInvitation(owner, email);
    for (let i = 0; i < 2; i++) expect((await withdraw(owner, id)).status).toBe(204);
    expect(await eventsAt(owner, "member.invitation_withdrawn")).toHaveLength(1);
    const answers = [await call(LOOK_UP, { body: { token } }), await accept(token, testPassword)];
    for (const { status, body } of answers) expect([status, body.message]).toEqual([404, notGood]);
    expect((await resend(owner, id)).status).toBe(409);
    expect((await call(LIST, { token: owner.token })).body.data).toEqual([]);
    expect((await invite(owner, email)).status).toBe(201);
  });

  test("is nobody else's to send or withdraw, and an owner's is no admin's", async () => {
    const owner = await mintInviter();
    const { id } = await openInvitation(owner, newEmail(), "owner");
    const admin = await addMember(owner, "admin");
    await verifyAddress(admin);
    const stranger = await mintInviter();
    const developer = await addMember(owner, "developer");
    for (const [member, status] of [
      [admin, 403],
      [developer, 403],
      [stranger, 404],
    ] as const) {
      expect((await resend(member, id)).status).toBe(status);
      expect((await withdraw(member, id)).status).toBe(status);
    }
    for (const handler of [RESEND, DELETE]) {
      const method = handler === DELETE ? "DELETE" : "POST";
      expect((await call(handler, { method, params: { id } })).status).toBe(401);
    }
  });
});

describe("POST /api/v1/invitations/look-up", () => {
  test("tells whoever has the link who invites them to what", async () => {
    const owner = await mintInviter();
    const stranger = await mintMerchant();
    for (const [email, hasAccount] of [
      [newEmail(), false],
      [stranger.email, true],
    ] as const) {
      const { token } = await openInvitation(owner, email, "viewer");
      const { status, body } = await call(LOOK_UP, { body: { token } });
      expect(status).toBe(200);
      expect(body).toEqual({
        merchantName: "Test shop",
        email,
        role: "viewer",
        invitedByEmail: owner.email,
        hasAccount,
      });
    }
    expect((await call(LOOK_UP, { body: { token: "nonsense" } })).status).toBe(404);
    expect((await call(LOOK_UP, { body: {} })).body.details[0].field).toBe("token");
  });
});

describe("POST /api/v1/invitations/accept", () => {
  test("makes an account with a verified address, which signs in at the company", async () => {
    const owner = await mintInviter();
    const email = newEmail();
    const { token } = await openInvitation(owner, email);
    const without = await accept(token);
    expect([without.status, without.body.details[0].field]).toEqual([400, "password"]);
    expect((await accept(token, "short")).status).toBe(400);
    const { merchantId } = owner.ctx;
    const { status, body } = await accept(token, testPassword);
    const joined = { merchantId, merchantName: "Test shop", email, role: "developer" };
    expect([status, body]).toEqual([200, joined]);
    const ctx = await signInWithPassword(owner.ctx, "token", { email, password: testPassword });
    expect([ctx.merchantId, ctx.caller.role]).toEqual([merchantId, "developer"]);
    const [user] = await ctx.db.select().from(users).where(eq(users.email, email));
    expect(user?.emailVerifiedAt).toBeInstanceOf(Date);
    expect(await eventsAt(owner, "member.joined")).toEqual([
      {
        actorId: ctx.caller.userId,
        before: null,
        after: { email, role: "developer", invitedBy: owner.email },
      },
    ]);
    expect((await accept(token, testPassword)).body.message).toBe(notGood);
    expect((await call(LIST, { token: owner.token })).body.data).toEqual([]);
  });

  test("of one link many times at once has one person join once", async () => {
    const owner = await mintInviter();
    const email = newEmail();
    const { token } = await openInvitation(owner, email);
    const answers = await Promise.all([1, 2, 3, 4].map(() => accept(token, testPassword)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404]);
  });

  test("of two companies' links at once makes one account with one password", async () => {
    const owners = [await mintInviter(), await mintInviter()];
    const email = newEmail();
    const tokens = [];
    for (const owner of owners) tokens.push((await openInvitation(owner, email)).token);
    const answers = await Promise.all(
      tokens.map((token, index) => accept(token, `${testPassword} ${index}`)),
    );
    // The other one finds the account either before or after it gets the lock.
    expect([
      [200, 401],
      [200, 409],
    ]).toContainEqual(answers.map(({ status }) => status).sort());
    const won = answers.findIndex(({ status }) => status === 200);
    const credentials = { email, password: `${testPassword} ${won}` };
    const ctx = await signInWithPassword(owners[won]?.ctx as never, "token", credentials);
    expect(ctx.merchantId).toBe(answers[won]?.body.merchantId);
  });

  test("asks for whom it is meant to sign in, where the address has an account", async () => {
    const owner = await mintInviter();
    const guest = await mintMerchant();
    const { token } = await openInvitation(owner, guest.email);
    const nobody = await accept(token, "a password of my own choice");
    expect([nobody.status, nobody.body.message]).toEqual([
      401,
      `${guest.email} has an account. Sign in with it to join`,
    ]);
    const other = await mintMerchant();
    const wrong = await accept(token, undefined, { Authorization: `Bearer ${other.token}` });
    expect([wrong.status, wrong.body.message]).toEqual([
      403,
      `This invitation is for ${guest.email}. Sign in with that address`,
    ]);
    const broken = await accept(token, undefined, { Authorization: "Bearer x.y.z" });
    expect(broken.status).toBe(401);

    const portal = await openPortal(guest);
    const elsewhere = { ...portal.headers, origin: "https://evil.test" };
    expect((await accept(token, undefined, elsewhere)).status).toBe(403);
    expect((await accept(token, undefined, portal.headers)).status).toBe(200);
    const rows = await owner.ctx.db
      .select({ merchantId: memberships.merchantId, role: memberships.role })
      .from(memberships)
      .where(eq(memberships.userId, guest.ctx.caller.userId));
    expect(rows).toContainEqual({ merchantId: owner.ctx.merchantId, role: "developer" });
    expect(rows).toHaveLength(2);
    const password = testPassword;
    const next = await signInWithPassword(owner.ctx, "token", { email: guest.email, password });
    expect(next.merchantId).toBe(owner.ctx.merchantId);
  });

  test("is 409 for a member, whose role stays", async () => {
    const owner = await mintInviter();
    const guest = await mintMerchant();
    const { token } = await openInvitation(owner, guest.email, "admin");
    const { merchantId } = owner.ctx;
    const { userId } = guest.ctx.caller;
    await owner.ctx.db.insert(memberships).values({ merchantId, userId, role: "viewer" });
    const answer = await accept(token, undefined, { Authorization: `Bearer ${guest.token}` });
    expect([answer.status, answer.body.message]).toEqual([409, "You're already a member"]);
  });

  test("gives whoever belongs to no company any more a way back in, by a new password", async () => {
    const owner = await mintInviter();
    const email = newEmail();
    await accept((await openInvitation(owner, email)).token, testPassword);
    const signIn = (password: string) =>
      signInWithPassword(owner.ctx, "token", { email, password });
    const { userId } = (await signIn(testPassword)).caller;
    await removeMember(owner.ctx, { userId });
    await expect(signIn(testPassword)).rejects.toMatchObject({ code: "unauthorized" });

    const { token } = await openInvitation(owner, email, "viewer");
    expect((await call(LOOK_UP, { body: { token } })).body.hasAccount).toBe(false);
    expect((await accept(token, `${testPassword} again`)).status).toBe(200);
    expect((await signIn(`${testPassword} again`)).caller).toMatchObject({
      userId,
      role: "viewer",
    });
  });

  test("opens nothing while the company is suspended, and stays good for afterwards", async () => {
    const owner = await mintInviter();
    const { token } = await openInvitation(owner, newEmail());
    await suspendMerchant(owner.ctx, owner.ctx.merchantId);
    const refused = await accept(token, testPassword);
    expect([refused.status, refused.body.message]).toEqual([
      403,
      expect.stringContaining("is suspended"),
    ]);
    await resumeMerchant(owner.ctx, owner.ctx.merchantId);
    expect((await accept(token, testPassword)).status).toBe(200);
  });

  test("and a withdrawal at the same time never both succeed", async () => {
    const owner = await mintInviter();
    for (let round = 0; round < 5; round++) {
      const { id, token } = await openInvitation(owner, newEmail());
      const [accepted, withdrawn] = await Promise.all([
        accept(token, testPassword),
        withdraw(owner, id),
      ]);
      expect([
        [200, 409],
        [404, 204],
      ]).toContainEqual([accepted.status, withdrawn.status]);
    }
    expect((await call(LIST_APPLICATIONS, { token: owner.token })).status).toBe(200);
  });
});
