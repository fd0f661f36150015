import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as PASSWORD } from "#app/api/v1/account/password/route.ts";
import { POST as REPORT } from "#app/api/v1/api-keys/report-leak/route.ts";
import { DELETE } from "#app/api/v1/api-tokens/[id]/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/api-tokens/route.ts";
import { POST as CREATE_KEY, GET as KEYS } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { GET as APPLICATIONS, POST as CREATE_APPLICATION } from "#app/api/v1/applications/route.ts";
import { GET as AUDIT_EVENTS } from "#app/api/v1/audit-events/route.ts";
import { auditEvents, memberships, merchants, sessions } from "#drizzle/schema.ts";
import { liveTokensPerPerson } from "#lib/api-tokens/schema.ts";
import { newId } from "#lib/ids.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import {
  addMember,
  mintApplication,
  mintMerchant,
  testPassword,
  withRole,
} from "#lib/testing/records/merchants.ts";

const dayMs = 24 * 3600 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString();
const body = { name: "Deployment", scopes: ["api-keys:read"], expiresAt: inDays(30) };

const create = (token: string, change: object = {}) =>
  call(CREATE, { token, body: { ...body, ...change } });

async function mintApiToken(token: string, change: object = {}) {
  const { status, body: created } = await create(token, change);
  expect(status).toBe(201);
  return created as { id: string; token: string };
}

const list = async (token: string) => (await call(LIST, { token })).body.data;
const revoke = (token: string, id: string) =>
  call(DELETE, { method: "DELETE", token, params: { id } });

const { lastSeen } = getServer();

describe("an API token", () => {
  test("is a JWT of ours behind a mark, shown once, and in no list and no audit row", async () => {
    const { ctx, email, token } = await mintMerchant();
    const day = inDays(30).slice(0, 10);
    const { status, body: created } = await create(token, { expiresAt: `${day}T00:00:00.9Z` });
    expect(status).toBe(201);
    const shown = {
      id: expect.stringMatching(/^tok_/),
      name: "Deployment",
      scopes: ["api-keys:read"],
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: `${day}T00:00:00Z`,
      lastUsedAt: null,
      lastUsedIp: null,
      createdByEmail: email,
      isMine: true,
    };
    expect(created).toEqual({
      ...shown,
      token: expect.stringMatching(/^ks_pat_eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(await list(token)).toEqual([shown]);
    const events = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.merchantId, ctx.merchantId));
    const [event] = events.filter(({ action }) => action === "api_token.created");
    const { id, name, scopes, expiresAt } = created;
    expect(event?.after).toEqual({ id, name, scopes, expiresAt });
    expect(JSON.stringify(events)).not.toContain(created.token);
  });

  test("may do what its scopes say and nothing else", async () => {
    const { ctx, token } = await mintMerchant();
    const params = { id: (await mintApplication(ctx)).id };
    const reads = await mintApiToken(token);
    const machine = reads.token;
    expect((await call(KEYS, { token: machine, params })).status).toBe(200);
    const refused = await call(CREATE_KEY, { token: machine, params, body: { description: "No" } });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
    expect((await call(APPLICATIONS, { token: machine })).status).toBe(403);
    expect((await call(CREATE_APPLICATION, { token: machine, body: { name: "No" } })).status).toBe(
      403,
    );
    expect((await call(AUDIT_EVENTS, { token: machine })).status).toBe(403);
    const writes = await mintApiToken(token, { scopes: ["api-keys:write"] });
    const made = await call(CREATE_KEY, {
      token: writes.token,
      params,
      body: { description: "A" },
    });
    expect(made.status).toBe(201);
    const [event] = (await call(AUDIT_EVENTS, { token })).body.data;
    expect(event).toMatchObject({
      action: "api_key.created",
      via: "api_token",
      sessionId: writes.id,
    });
  });

  test("opens no account: neither a password nor tokens, whatever its scopes", async () => {
    const { token } = await mintMerchant();
    const machine = (await mintApiToken(token)).token;
    const passwords = { currentPassword: "x", newPassword: "a quite different passphrase" };
    const answers = [
      await call(PASSWORD, { token: machine, body: passwords }),
      await create(machine),
      await call(LIST, { token: machine }),
      await revoke(machine, newId("tok")),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  test("tells when and from where it was last used", async () => {
    const { token } = await mintMerchant();
    const machine = (await mintApiToken(token, { scopes: ["applications:read"] })).token;
    const headers = { "x-forwarded-for": "203.0.113.7" };
    expect((await call(APPLICATIONS, { token: machine, headers })).status).toBe(200);
    await lastSeen.flush();
    expect(await list(token)).toMatchObject([
      { lastUsedAt: expect.stringMatching(/Z$/), lastUsedIp: "203.0.113.7" },
    ]);
  });

  test("ends at once when it is revoked, expires, or its person goes", async () => {
    const owner = await mintMerchant();
    const { db, merchantId } = owner.ctx;
    const use = async (machine: string) => (await call(APPLICATIONS, { token: machine })).status;
    const change = { scopes: ["applications:read"] };
    const revoked = await mintApiToken(owner.token, change);
    expect(await use(revoked.token)).toBe(200);
    expect((await revoke(owner.token, revoked.id)).status).toBe(204);
    expect(await use(revoked.token)).toBe(401);
    expect((await revoke(owner.token, revoked.id)).status).toBe(404);

    const expired = await mintApiToken(owner.token, change);
    const past = { expiresAt: sql`now()` };
    await db.update(sessions).set(past).where(eq(sessions.id, expired.id));
    expect(await use(expired.token)).toBe(401);
    expect(await list(owner.token)).toEqual([]);

    const developer = await addMember(owner, "developer");
    const theirs = await mintApiToken(developer.token, change);
    expect(await use(theirs.token)).toBe(200);
    await db.delete(memberships).where(eq(memberships.userId, developer.ctx.caller.userId));
    expect(await use(theirs.token)).toBe(401);
    expect(merchantId).toBe(developer.ctx.merchantId);
  });

  test("outlives a changed password, as machines should", async () => {
    const { token } = await mintMerchant();
    const machine = (await mintApiToken(token, { scopes: ["applications:read"] })).token;
    const newPassword = "seven quiet rivers at dawn";
    const passwords = { currentPassword: testPassword, newPassword };
    expect((await call(PASSWORD, { token, body: passwords })).status).toBe(204);
    expect((await call(APPLICATIONS, { token: machine })).status).toBe(200);
  });

  test("loses what its person may no longer do", async () => {
    const owner = await mintMerchant();
    const developer = await addMember(owner, "developer");
    const machine = (await mintApiToken(developer.token, { scopes: ["applications:write"] })).token;
    const make = () => call(CREATE_APPLICATION, { token: machine, body: { name: "Mine" } });
    expect((await make()).status).toBe(201);
    await withRole(developer, "viewer");
    expect((await make()).status).toBe(403);
  });
});

describe("POST /api/v1/api-tokens", () => {
  test.each([
    [{ name: " " }, "name", "The name is required"],
    [{ name: "x".repeat(81) }, "name", "The name must be at most 80 characters long"],
    [{ scopes: [] }, "scopes", "At least one scope is required"],
    [{ scopes: undefined }, "scopes", "The list of scopes is required"],
    [{ scopes: ["members:write"] }, "scopes.0", /^A scope must be one of applications:read/],
    [{ expiresAt: undefined }, "expiresAt", "The expiry is required"],
    [{ expiresAt: "tomorrow" }, "expiresAt", /^The expiry must be a date-time such as/],
    [{ expiresAt: inDays(-1) }, "expiresAt", "The expiry must be in the future"],
    [{ expiresAt: inDays(367) }, "expiresAt", "An API token must expire within a year"],
    [{ role: "owner" }, "role", "Unknown field"],
  ])("refuses %j", async (change, field, message) => {
    const { token } = await mintMerchant();
    const { status, body: answer } = await create(token, change);
    expect(status).toBe(400);
    const sentence = typeof message === "string" ? message : expect.stringMatching(message);
    expect(answer.details).toEqual([{ field, message: sentence }]);
    expect(await list(token)).toEqual([]);
  });

  test("gives nobody more than their role", async () => {
    const owner = await mintMerchant();
    const viewer = await addMember(owner, "viewer");
    const developer = await addMember(owner, "developer");
    expect((await create(viewer.token)).status).toBe(201);
    expect((await create(viewer.token, { scopes: ["api-keys:write"] })).status).toBe(403);
    expect((await create(developer.token, { scopes: ["api-keys:write"] })).status).toBe(201);
    expect((await create(developer.token, { scopes: ["audit:read"] })).status).toBe(403);
  });

  test("asks for a recent proof, and for the second factor that the company demands", async () => {
    const { ctx, token } = await mintMerchant();
    const { sessionId } = ctx.claim;
    const prove = (minutes: number) =>
      ctx.db
        .update(sessions)
        .set({ provedAt: sql`now() - make_interval(mins => ${minutes})` })
        .where(eq(sessions.id, sessionId));
    await prove(11);
    const old = await create(token);
    expect(old.status).toBe(403);
    expect(old.headers.get("www-authenticate")).toContain("insufficient_user_authentication");
    await prove(0);
    await ctx.db
      .update(merchants)
      .set({ requireSecondFactor: true })
      .where(eq(merchants.id, ctx.merchantId));
    expect((await create(token)).status).toBe(403);
    expect((await call(LIST, { token })).status).toBe(403);
  });

  test("makes exactly as many as the limit allows, however many come at once", async () => {
    const { ctx, token } = await mintMerchant();
    const { userId } = ctx.caller;
    const { merchantId } = ctx;
    const rest = { kind: "api_token" as const, userId, merchantId, scopes: ["audit:read"] };
    const expiresAt = new Date(inDays(1));
    await ctx.db.insert(sessions).values(
      Array.from({ length: liveTokensPerPerson - 3 }, (_, index) => ({
        ...rest,
        id: newId("tok"),
        name: `Token ${index}`,
        expiresAt,
      })),
    );
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(token)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
  });

  test("answers nobody 401", async () => {
    for (const handler of [CREATE, LIST]) {
      const options = handler === CREATE ? { body } : {};
      expect((await call(handler, options)).status).toBe(401);
    }
    expect((await call(DELETE, { method: "DELETE", params: { id: newId("tok") } })).status).toBe(
      401,
    );
  });
});

describe("whose API tokens they are", () => {
  test("people see and end their own; admins and owners those of the whole company", async () => {
    const owner = await mintMerchant();
    const developer = await addMember(owner, "developer");
    const admin = await addMember(owner, "admin");
    const byOwner = await mintApiToken(owner.token);
    const byDeveloper = await mintApiToken(developer.token);
    expect((await list(developer.token)).map(({ id }: { id: string }) => id)).toEqual([
      byDeveloper.id,
    ]);
    expect(await list(admin.token)).toMatchObject([
      { id: byDeveloper.id, createdByEmail: developer.email, isMine: false },
      { id: byOwner.id, createdByEmail: owner.email, isMine: false },
    ]);
    expect((await revoke(developer.token, byOwner.id)).status).toBe(404);
    expect((await revoke(admin.token, byDeveloper.id)).status).toBe(204);
    const [event] = (await call(AUDIT_EVENTS, { token: owner.token })).body.data;
    expect(event).toMatchObject({
      action: "api_token.revoked",
      actor: { email: admin.email },
      before: { id: byDeveloper.id, name: "Deployment", createdBy: developer.ctx.caller.userId },
    });
  });

  test("another merchant's, a session and nonsense are not there to revoke", async () => {
    const mine = await mintMerchant();
    const created = await mintApiToken(mine.token);
    const stranger = await mintMerchant();
    for (const id of [created.id, newId("tok"), "nonsense", mine.ctx.claim.sessionId]) {
      const { status, body: answer } = await revoke(stranger.token, id);
      expect([status, answer.message]).toEqual([404, "The requested resource was not found"]);
    }
    expect(await list(stranger.token)).toEqual([]);
    expect(await list(mine.token)).toHaveLength(1);
  });

  test("come in pages, newest first", async () => {
    const { token } = await mintMerchant();
    for (const name of ["1", "2", "3"]) await mintApiToken(token, { name });
    const first = await call(LIST, { token, query: "?limit=2" });
    expect(first.body.data.map(({ name }: { name: string }) => name)).toEqual(["3", "2"]);
    const query = `?limit=2&cursor=${first.body.nextCursor}`;
    const second = await call(LIST, { token, query });
    expect(second.body).toMatchObject({ data: [{ name: "1" }], nextCursor: null });
    expect((await call(LIST, { token, query: "?limit=0" })).status).toBe(400);
    expect((await call(LIST, { token, query: "?cursor=x" })).status).toBe(400);
  });
});

describe("an API token that was found in public", () => {
  const report = (text: string) => call(REPORT, { body: { keys: [text] } });
  const isAdmitted = async (token: string) => (await call(APPLICATIONS, { token })).status === 200;
  const mint = (token: string) => mintApiToken(token, { scopes: ["applications:read"] });
  const unmark = (token: string) => token.replace(/^ks_pat_/, "");

  test("is revoked by a report, and its owner is told once, without who reported it", async () => {
    const { ctx, email, token } = await mintMerchant();
    const leaked = await mint(token);
    const other = await mint(token);
    await takeMail(ctx, email);
    const texts = [`TOKEN=\\n${leaked.token}\\n`, leaked.token, unmark(leaked.token)];
    for (const text of texts) {
      const { status, body: receipt } = await report(text);
      expect([status, receipt]).toEqual([200, { received: 1 }]);
    }
    expect([await isAdmitted(leaked.token), await isAdmitted(other.token)]).toEqual([false, true]);
    expect((await list(token)).map(({ id }: { id: string }) => id)).toEqual([other.id]);
    const mails = await takeMail(ctx, email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      "Your API token “Deployment” was leaked and has been revoked",
    ]);
    expect(mails[0]?.text).not.toContain(unmark(leaked.token).slice(0, 20));
    const events = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.merchantId, ctx.merchantId));
    expect(events.filter(({ action }) => action === "api_token.leak_reported")).toMatchObject([
      {
        actorId: "system",
        address: null,
        before: { id: leaked.id, name: "Deployment", createdBy: email },
        after: { status: "revoked" },
      },
    ]);
  });

  test("is told apart from a forged one, which is answered the same and ends nothing", async () => {
    const { token } = await mintMerchant();
    const good = await mint(token);
    const forged = `${good.token.slice(0, -86)}${"A".repeat(86)}`;
    const { status, body: receipt } = await report(forged);
    expect([status, receipt]).toEqual([200, { received: 1 }]);
    expect(await isAdmitted(good.token)).toBe(true);
  });

  test("of the release before has no mark, works, and is revoked all the same", async () => {
    const { token } = await mintMerchant();
    const old = unmark((await mint(token)).token);
    expect(await isAdmitted(old)).toBe(true);
    await report(`Authorization: Bearer ${old}`);
    expect(await isAdmitted(old)).toBe(false);
  });
});

test("the mark of an API token makes none of an access token", async () => {
  const { token } = await mintMerchant();
  expect((await call(APPLICATIONS, { token })).status).toBe(200);
  expect((await call(APPLICATIONS, { token: `ks_pat_${token}` })).status).toBe(401);
});
