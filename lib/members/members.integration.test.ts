import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET as LIST_APPLICATIONS } from "#app/api/v1/applications/route.ts";
import { POST as REFRESH } from "#app/api/v1/auth/token/refresh/route.ts";
import { DELETE, PATCH } from "#app/api/v1/members/[userId]/route.ts";
import { POST as TRANSFER } from "#app/api/v1/members/[userId]/transfer-ownership/route.ts";
import { GET as LIST } from "#app/api/v1/members/route.ts";
import { auditEvents, memberships, sessions, totpSecrets, users } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { listAuditChoices } from "#lib/audit/choices.ts";
import { grantTokens } from "#lib/auth/tokens.ts";
import { newId } from "#lib/ids.ts";
import { leaveMerchant } from "#lib/members/leave.ts";
import { listColleagues } from "#lib/members/list-colleagues.ts";
import type { Member } from "#lib/members/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { getVerdict } from "#lib/testing/records/api-keys.ts";
import {
  addMember,
  ageProof,
  mintApplication,
  mintMerchant,
  openPortal,
  type TestMember,
} from "#lib/testing/records/merchants.ts";

const getUserId = (member: TestMember) => member.ctx.caller.userId;

const update = ({ token }: TestMember, member: TestMember, role: unknown) =>
  call(PATCH, { method: "PATCH", token, params: { userId: getUserId(member) }, body: { role } });

const remove = ({ token }: TestMember, member: TestMember) =>
  call(DELETE, { method: "DELETE", token, params: { userId: getUserId(member) } });

const transfer = ({ token }: TestMember, member: TestMember) =>
  call(TRANSFER, { method: "POST", token, params: { userId: getUserId(member) } });

async function rolesAt({ ctx }: TestMember): Promise<Record<string, Role>> {
  const rows = await ctx.db
    .select({ userId: memberships.userId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.merchantId, ctx.merchantId));
  return Object.fromEntries(rows.map(({ userId, role }) => [userId, role]));
}

async function eventsAt({ ctx }: TestMember, action: string) {
  return ctx.db
    .select({ actorId: auditEvents.actorId, before: auditEvents.before, after: auditEvents.after })
    .from(auditEvents)
    .where(and(eq(auditEvents.merchantId, ctx.merchantId), eq(auditEvents.action, action)))
    .orderBy(auditEvents.id);
}

async function addMachine({ ctx }: TestMember): Promise<string> {
  const id = newId("usr");
  await ctx.db.insert(users).values({ id, name: "deploy-bot" });
  await ctx.db
    .insert(memberships)
    .values({ merchantId: ctx.merchantId, userId: id, role: "admin" });
  return id;
}

describe("GET /api/v1/members", () => {
  test("lists the people of one's own company, who came last first, and no machine", async () => {
    const owner = await mintMerchant();
    const viewer = await addMember(owner, "viewer");
    await addMachine(owner);
    await addMember(await mintMerchant(), "admin");
    await owner.ctx.db.insert(totpSecrets).values({
      userId: getUserId(viewer),
      sealedSecret: Buffer.alloc(1),
      confirmedAt: new Date(),
    });
    const { status, body } = await call(LIST, { token: owner.token });
    expect(status).toBe(200);
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(body).toEqual({
      data: [
        {
          userId: getUserId(viewer),
          email: viewer.email,
          role: "viewer",
          joinedAt: moment,
          lastOpenedAt: moment,
          hasSecondFactor: true,
        },
        {
          userId: getUserId(owner),
          email: owner.email,
          role: "owner",
          joinedAt: moment,
          lastOpenedAt: moment,
          hasSecondFactor: false,
        },
      ],
      nextCursor: null,
    });
  });

  test("goes on from a cursor without a person twice or skipped, and knows no other list's", async () => {
    const owner = await mintMerchant();
    const all = [owner];
    for (let i = 0; i < 4; i++) all.unshift(await addMember(owner, "viewer"));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `?limit=2${cursor ? `&cursor=${cursor}` : ""}`;
      const { body } = await call(LIST, { token: owner.token, query });
      seen.push(...body.data.map(({ userId }: Member) => userId));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all.map(getUserId));
    const bad = await call(LIST, { token: owner.token, query: "?cursor=abc" });
    expect([bad.status, bad.body.details[0].field]).toEqual([400, "cursor"]);
  });

  test("is for admins and owners", async () => {
    const owner = await mintMerchant();
    for (const [role, status] of [
      ["viewer", 403],
      ["developer", 403],
      ["admin", 200],
    ] as const) {
      const { token } = await addMember(owner, role);
      expect((await call(LIST, { token })).status).toBe(status);
    }
    expect((await call(LIST)).status).toBe(401);
  });
});

test("every member sees the address and role of the others, and whom to ask first", async () => {
  const owner = await mintMerchant();
  const viewer = await addMember(owner, "viewer");
  const admin = await addMember(owner, "admin");
  await addMachine(owner);
  await addMember(await mintMerchant(), "owner");
  const list = [owner, admin, viewer].map((member) => ({
    userId: getUserId(member),
    email: member.email,
    role: member.ctx.caller.role,
  }));
  expect(await listColleagues(viewer.ctx)).toEqual({ colleagues: list, total: 3 });
});

describe("PATCH /api/v1/members/{userId}", () => {
  test("changes what somebody may do from their next request on, and is in the audit log", async () => {
    const owner = await mintMerchant();
    const viewer = await addMember(owner, "viewer");
    expect((await call(LIST, { token: viewer.token })).status).toBe(403);
    const { status, body } = await update(owner, viewer, "admin");
    expect([status, body.role, body.userId]).toEqual([200, "admin", getUserId(viewer)]);
    const portal = await openPortal(viewer);
    expect((await call(LIST, { headers: portal.headers })).status).toBe(200);
    const facts = { userId: getUserId(viewer), email: viewer.email };
    const event = {
      actorId: getUserId(owner),
      before: { ...facts, role: "viewer" },
      after: { ...facts, role: "admin" },
    };
    expect((await update(owner, viewer, "admin")).status).toBe(200);
    expect(await eventsAt(owner, "member.role_changed")).toEqual([event]);
  });

  test("lets owners alone make and unmake owners", async () => {
    const owner = await mintMerchant();
    const admin = await addMember(owner, "admin");
    const viewer = await addMember(owner, "viewer");
    for (const answer of [
      await update(admin, viewer, "owner"),
      await update(admin, owner, "viewer"),
    ]) {
      expect([answer.status, answer.body.message]).toEqual([
        403,
        "Only owners can add, change, or remove owners",
      ]);
    }
    expect((await update(admin, viewer, "developer")).status).toBe(200);
    expect((await update(owner, viewer, "owner")).status).toBe(200);
    expect((await update(owner, viewer, "viewer")).status).toBe(200);
    expect((await update(viewer, admin, "viewer")).status).toBe(403);
  });

  test("refuses a wrong role by name, and 404 for a stranger, a machine and nonsense", async () => {
    const owner = await mintMerchant();
    const wrong = await update(owner, owner, "boss");
    expect([wrong.status, wrong.body.details[0].field]).toEqual([400, "role"]);
    const stranger = await mintMerchant();
    expect((await update(owner, stranger, "viewer")).status).toBe(404);
    for (const userId of [await addMachine(owner), newId("usr"), "nonsense", newId("app")]) {
      const options = { method: "PATCH", token: owner.token, params: { userId } };
      expect((await call(PATCH, { ...options, body: { role: "viewer" } })).status).toBe(404);
      expect((await call(DELETE, { ...options, method: "DELETE" })).status).toBe(404);
    }
  });
});

describe("the last owner", () => {
  test("can neither be demoted nor leave", async () => {
    const owner = await mintMerchant();
    await addMember(owner, "admin");
    const message = "A company needs an owner, and this is the last one. Add another owner first";
    for (const answer of [await update(owner, owner, "viewer"), await remove(owner, owner)]) {
      expect([answer.status, answer.body.message]).toEqual([409, message]);
    }
    expect(await rolesAt(owner)).toMatchObject({ [getUserId(owner)]: "owner" });
  });

  test("is left when owners demote, remove and leave all at once", async () => {
    for (let round = 0; round < 5; round++) {
      const first = await mintMerchant();
      const owners = [first, await addMember(first, "owner"), await addMember(first, "owner")];
      const [a, b, c] = owners as [TestMember, TestMember, TestMember];
      const answers = await Promise.all([
        update(a, b, "viewer"),
        remove(b, c),
        remove(c, c),
        update(b, a, "admin"),
        transfer(c, await addMember(first, "viewer")),
      ]);
      for (const { status } of answers) expect([200, 204, 401, 403, 404, 409]).toContain(status);
      expect(Object.values(await rolesAt(first))).toContain("owner");
    }
  });
});

describe("DELETE /api/v1/members/{userId}", () => {
  test("ends all sessions and tokens at once; keys stay, and the audit log still names the person", async () => {
    const owner = await mintMerchant();
    const developer = await addMember(owner, "developer");
    const application = await mintApplication(developer.ctx);
    const input = { applicationId: application.id, description: "Till" };
    const key = await createApiKey(developer.ctx, input);
    const portal = await openPortal(developer);
    const { refreshToken } = await grantTokens(developer.ctx);
    expect((await call(LIST_APPLICATIONS, { headers: portal.headers })).status).toBe(200);

    expect((await remove(owner, developer)).status).toBe(204);
    expect((await call(LIST_APPLICATIONS, { headers: portal.headers })).status).toBe(401);
    expect((await call(LIST_APPLICATIONS, { token: developer.token })).status).toBe(401);
    expect((await call(REFRESH, { body: { refreshToken } })).status).toBe(401);
    expect((await remove(owner, developer)).status).toBe(404);

    const ref = { applicationId: application.id, keyId: key.id };
    expect(await getApiKey(owner.ctx, ref)).toMatchObject({ createdByEmail: developer.email });
    expect(await getVerdict(owner.ctx, key.fullKey)).toBe("valid");
    const before = { userId: getUserId(developer), email: developer.email, role: "developer" };
    expect(await eventsAt(owner, "member.removed")).toEqual([
      { actorId: getUserId(owner), before, after: null },
    ]);
    const { people } = await listAuditChoices(owner.ctx);
    expect(people).toContainEqual({ id: getUserId(developer), email: developer.email });
  });

  test("is for admins and owners, but of oneself for everybody", async () => {
    const owner = await mintMerchant();
    const viewer = await addMember(owner, "viewer");
    const developer = await addMember(owner, "developer");
    const admin = await addMember(owner, "admin");
    expect((await remove(viewer, developer)).status).toBe(403);
    expect((await remove(admin, owner)).status).toBe(403);
    expect((await remove(viewer, viewer)).status).toBe(204);
    expect((await call(LIST_APPLICATIONS, { token: viewer.token })).status).toBe(401);
    expect((await remove(admin, developer)).status).toBe(204);
    expect((await remove(admin, admin)).status).toBe(204);
    expect(Object.values(await rolesAt(owner))).toEqual(["owner"]);
    expect(await eventsAt(owner, "member.left")).toHaveLength(2);
    expect(
      (await call(DELETE, { method: "DELETE", params: { userId: getUserId(owner) } })).status,
    ).toBe(401);
  });

  test("does not let an API token take the person out who made it", async () => {
    const owner = await mintMerchant();
    const viewer = await addMember(owner, "viewer");
    const { userId, merchantId } = { userId: getUserId(viewer), merchantId: owner.ctx.merchantId };
    const id = newId("ses");
    await owner.ctx.db.insert(sessions).values({
      id,
      kind: "api_token",
      userId,
      merchantId,
      name: "CI",
      scopes: ["applications:read"],
      expiresAt: new Date(Date.now() + 60_000),
    });
    const claim = { kind: "api_token", sessionId: id, scopes: ["applications:read"] } as const;
    await expect(leaveMerchant({ ...viewer.ctx, claim })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await rolesAt(owner)).toMatchObject({ [userId]: "viewer" });
  });
});

describe("POST /api/v1/members/{userId}/transfer-ownership", () => {
  test("makes the other an owner and the caller an admin, once", async () => {
    const owner = await mintMerchant();
    const viewer = await addMember(owner, "viewer");
    expect((await transfer(owner, viewer)).status).toBe(204);
    expect(await rolesAt(owner)).toEqual({
      [getUserId(owner)]: "admin",
      [getUserId(viewer)]: "owner",
    });
    expect((await transfer(owner, viewer)).status).toBe(403);
    expect(await eventsAt(owner, "merchant.ownership_transferred")).toEqual([
      {
        actorId: getUserId(owner),
        before: { owner: owner.email, roleOfNewOwner: "viewer" },
        after: { owner: viewer.email, userId: getUserId(viewer) },
      },
    ]);
  });

  test("is refused to others, for a machine, an owner and a stranger", async () => {
    const owner = await mintMerchant();
    const admin = await addMember(owner, "admin");
    const second = await addMember(owner, "owner");
    expect((await transfer(admin, admin)).status).toBe(403);
    expect((await transfer(owner, second)).body.message).toBe(
      `${second.email} is already an owner`,
    );
    expect((await transfer(owner, owner)).status).toBe(409);
    expect((await transfer(owner, await mintMerchant())).status).toBe(404);
    const params = { userId: await addMachine(owner) };
    const machine = await call(TRANSFER, { method: "POST", token: owner.token, params });
    expect([machine.status, machine.body.message]).toEqual([
      409,
      "Only a person can own a company",
    ]);
    expect((await call(TRANSFER, { method: "POST", params })).status).toBe(401);
  });

  test("to two people at once reaches one of them", async () => {
    const owner = await mintMerchant();
    const heirs = [await addMember(owner, "viewer"), await addMember(owner, "viewer")];
    const answers = await Promise.all(heirs.map((heir) => transfer(owner, heir)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
    expect(Object.values(await rolesAt(owner)).sort()).toEqual(["admin", "owner", "viewer"]);
  });
});

test("whoever signs in while they are removed is out afterwards, and gets no 5xx", async () => {
  const owner = await mintMerchant();
  for (let round = 0; round < 8; round++) {
    const viewer = await addMember(owner, "viewer");
    const [portal] = await Promise.allSettled([openPortal(viewer), remove(owner, viewer)]);
    if (portal.status === "rejected") {
      expect(portal.reason).toMatchObject({ code: "unauthorized" });
      continue;
    }
    const { headers } = portal.value;
    expect((await call(LIST_APPLICATIONS, { headers })).status).toBe(401);
  }
});

test("whoever changes the team must have proved lately who they are", async () => {
  const owner = await mintMerchant();
  const viewer = await addMember(owner, "viewer");
  await ageProof(owner);
  await ageProof(viewer);
  const answers = [
    await update(owner, viewer, "admin"),
    await remove(owner, viewer),
    await transfer(owner, viewer),
    await remove(viewer, viewer),
  ];
  for (const { status, headers } of answers) {
    expect(status).toBe(403);
    expect(headers.get("www-authenticate")).toContain("insufficient_user_authentication");
  }
  expect(await rolesAt(owner)).toEqual({
    [getUserId(owner)]: "owner",
    [getUserId(viewer)]: "viewer",
  });
});

test("the audit log's people are each there once, and of no other company", async () => {
  const owner = await mintMerchant();
  const stranger = await mintMerchant();
  const viewer = await addMember(owner, "viewer");
  const { people } = await listAuditChoices(owner.ctx);
  expect(people.map(({ id }) => id).sort()).toEqual([getUserId(owner), getUserId(viewer)].sort());
  expect(JSON.stringify(people)).not.toContain(stranger.email);
});
