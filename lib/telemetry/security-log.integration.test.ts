import { eq, like } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { POST as NEW_PASSKEY_OPTIONS } from "#app/api/v1/account/passkeys/options/route.ts";
import { POST as ADD_PASSKEY } from "#app/api/v1/account/passkeys/route.ts";
import { POST as CHANGE_PASSWORD } from "#app/api/v1/account/password/route.ts";
import { POST as PROVE } from "#app/api/v1/account/proof/route.ts";
import { POST as BEGIN_TOTP } from "#app/api/v1/account/totp/route.ts";
import { POST as CREATE_API_TOKEN } from "#app/api/v1/api-tokens/route.ts";
import { POST as CREATE_APPLICATION } from "#app/api/v1/applications/route.ts";
import { GET as EXPORT } from "#app/api/v1/audit-events/export/route.ts";
import { GET as LIST } from "#app/api/v1/audit-events/route.ts";
import { POST as PASSKEY_OPTIONS } from "#app/api/v1/auth/passkey/options/route.ts";
import { POST as REFRESH } from "#app/api/v1/auth/token/refresh/route.ts";
import { POST as SIGN_IN } from "#app/api/v1/auth/token/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { auditEvents, memberships, users } from "#drizzle/schema.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { UsageRecorder } from "#lib/api-keys/usage/usage.ts";
import { securityActions } from "#lib/audit/constants.ts";
import { listOperatorEvents } from "#lib/audit/list-operator-events.ts";
import type { AuditEvent } from "#lib/audit/schema.ts";
import { authOptions } from "#lib/auth/options.ts";
import { grantTokens } from "#lib/auth/tokens.ts";
import type { RequestInfo, SecurityEvent } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { toMoment } from "#lib/moment.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { endSession } from "#lib/sessions/sessions.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { SecurityLog } from "#lib/telemetry/security-log.ts";
import { call } from "#lib/testing/api/requests.ts";
import { Authenticator } from "#lib/testing/identity/authenticator.ts";
import { addTotp } from "#lib/testing/identity/totp.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKey } from "#lib/testing/records/api-keys.ts";
import {
  addMember,
  ageProof,
  mintMerchant,
  openPortal,
  type TestMember,
  testPassword,
} from "#lib/testing/records/merchants.ts";

const stranger = createContext({ id: "test", address: null, userAgent: null });
const { db, security } = getServer();
let lastAddress = 0;

/** Returns the headers of a caller that has not been counted yet. */
function fromSomewhere(): { "x-forwarded-for": string; "user-agent": string } {
  lastAddress += 1;
  const address = `198.51.${Math.floor(lastAddress / 250)}.${1 + (lastAddress % 250)}`;
  return { "x-forwarded-for": address, "user-agent": "attacker" };
}

async function listSecurity({ token }: TestMember, query = ""): Promise<AuditEvent[]> {
  await getServer().usage.flush();
  await security.drain();
  const { status, body } = await call(LIST, { token, query: `?category=security${query}` });
  expect(status).toBe(200);
  return body.data;
}

async function listForOperator(merchantId?: string) {
  await security.drain();
  return listOperatorEvents(stranger, { isSecurity: true, merchantId });
}

const signIn = (email: string, password: string, headers = fromSomewhere()) =>
  call(SIGN_IN, { body: { email, password }, headers });

describe("a merchant's admins and the operator see", () => {
  test("a failed sign-in of one of their people, from where and how often", async () => {
    const owner = await mintMerchant();
    const member = await addMember(owner, "viewer");
    const headers = fromSomewhere();
    for (let i = 0; i < 3; i++) await signIn(member.email, `Wrong-guess-${i}`, headers);
    const events = await listSecurity(owner);
    expect(events.reduce((sum, { after }) => sum + Number(after?.count), 0)).toBe(3);
    expect(events[0]).toMatchObject({
      action: "security.sign_in_failed",
      actor: { id: member.ctx.caller.userId, email: member.email },
      via: "token",
      sessionId: null,
      address: headers["x-forwarded-for"],
      userAgent: "attacker",
      before: null,
      after: { reason: "wrong_password", operation: "POST /api/v1/auth/token" },
    });
    expect(await listForOperator(owner.ctx.merchantId)).toMatchObject([
      ...events.map(({ id }) => ({ id, actorEmail: member.email })),
    ]);
    const exported = await EXPORT(
      new Request("http://localhost/?format=csv&category=security", {
        headers: { Authorization: `Bearer ${owner.token}` },
      }),
      { params: Promise.resolve({}) },
    );
    expect(await exported.text()).toContain("security.sign_in_failed");
  });

  test("a sign-in that fails in the portal, and one blocked by a limit", async () => {
    const owner = await mintMerchant();
    const { env: settings } = getServer();
    const headers = new Headers();
    const visit = {
      settings,
      secrets: settings.KEYSMITH_SESSION_SECRET,
      isSecure: false,
      publicUrl: "http://keys.test",
    };
    const options = authOptions(
      createContext({ id: "portal-request", address: "203.0.113.77", userAgent: "Firefox" }),
      { ...visit, headers, sessionId: null, isSignedOut: false, cookies: [] },
    );
    const [{ options: provider }] = options.providers as unknown as [
      { options: { authorize(given: object): Promise<unknown> } },
    ];
    const given = { email: owner.email, password: "not the right one" };
    for (let i = 0; i < 12; i++) await provider.authorize(given).catch(() => null);
    const events = await listSecurity(owner);
    const summed = new Map<string, number>();
    for (const { action, after, address, via, requestId } of events) {
      expect([address, via, requestId]).toEqual(["203.0.113.77", "portal", "portal-request"]);
      const name = `${action} ${after?.reason}`;
      summed.set(name, (summed.get(name) ?? 0) + Number(after?.count));
    }
    expect(Object.fromEntries(summed)).toEqual({
      "security.sign_in_failed wrong_password": 10,
      "security.rate_limited sign-in-account": 2,
    });
  });

  test("a wrong code at sign-in, not the first step of an honest one", async () => {
    const owner = await mintMerchant();
    await addTotp(owner);
    const { email } = owner;
    const headers = fromSomewhere();
    expect((await signIn(email, testPassword, headers)).status).toBe(401);
    const body = { email, password: testPassword, otp: "000000" };
    await call(SIGN_IN, { body, headers });
    expect((await listSecurity(owner)).map(({ after }) => after)).toEqual([
      { reason: "wrong_code", operation: "POST /api/v1/auth/token", count: 1 },
    ]);
  });

  test("a failed sign-in of somebody with several companies at each of them", async () => {
    const [one, other] = [await mintMerchant(), await mintMerchant()];
    const { userId } = one.ctx.caller;
    await db.insert(memberships).values({
      merchantId: other.ctx.merchantId,
      userId,
      role: "viewer",
    });
    await signIn(one.email, "not the right one");
    expect((await listSecurity(one)).map(({ actor }) => actor.id)).toEqual([userId]);
    expect((await listSecurity(other)).map(({ actor }) => actor.id)).toEqual([userId]);
  });

  test("a passkey that is refused", async () => {
    const owner = await mintMerchant();
    const site = { host: "keys.test", origin: "http://keys.test" };
    const device = new Authenticator(site.origin);
    const { token } = owner;
    const made = await call(NEW_PASSKEY_OPTIONS, { token, method: "POST", headers: site });
    const added = { name: "Laptop", response: device.create(made.body.challenge) };
    expect((await call(ADD_PASSKEY, { token, headers: site, body: added })).status).toBe(201);
    const offered = await call(PASSKEY_OPTIONS, { method: "POST", headers: site });
    const { env: settings } = getServer();
    const visit = {
      settings,
      secrets: settings.KEYSMITH_SESSION_SECRET,
      isSecure: false,
      publicUrl: "http://keys.test",
    };
    const ctx = createContext({ id: "r", address: "203.0.113.78", userAgent: null });
    const about = {
      ...visit,
      headers: new Headers(),
      sessionId: null,
      isSignedOut: false,
      cookies: [],
    };
    const [, { options: provider }] = authOptions(ctx, about).providers as unknown as [
      unknown,
      { options: { authorize(given: object): Promise<unknown> } },
    ];
    const refused = device.get(offered.body.challenge, { origin: "http://evil.test" });
    expect(await provider.authorize({ answer: JSON.stringify(refused) })).toBeNull();
    expect(await listSecurity(owner)).toMatchObject([
      {
        action: "security.sign_in_failed",
        actor: { email: owner.email },
        via: "portal",
        after: { reason: "passkey_refused" },
      },
    ]);
  });

  test("a failed step-up and a failed change of the password", async () => {
    const owner = await mintMerchant();
    const { token } = owner;
    const site = { host: "keys.test", origin: "http://keys.test", ...fromSomewhere() };
    await call(PROVE, { token, headers: site, body: { password: "not the right one" } });
    const body = { currentPassword: "not the right one", newPassword: "Vd8-gjw93-hfkeu" };
    await call(CHANGE_PASSWORD, { token, body });
    await ageProof(owner);
    await call(BEGIN_TOTP, { token, method: "POST" });
    const events = await listSecurity(owner);
    expect(events.map(({ action, after }) => [action, after?.reason]).sort()).toEqual([
      ["security.password_change_failed", "wrong_password"],
      ["security.step_up_failed", "proof_too_old"],
      ["security.step_up_failed", "wrong_password"],
    ]);
    for (const { actor, sessionId } of events) {
      expect([actor.email, sessionId]).toEqual([owner.email, owner.ctx.claim.sessionId]);
    }
  });

  test("who was refused for a role or a scope", async () => {
    const owner = await mintMerchant();
    const viewer = await addMember(owner, "viewer");
    const body = { name: "Shop" };
    expect((await call(CREATE_APPLICATION, { token: viewer.token, body })).status).toBe(403);
    const expiresAt = toMoment(new Date(Date.now() + 86_400_000));
    const wanted = { name: "Reader", scopes: ["applications:read"], expiresAt };
    const made = await call(CREATE_API_TOKEN, { token: owner.token, body: wanted });
    expect(made.status).toBe(201);
    expect((await call(CREATE_APPLICATION, { token: made.body.token, body })).status).toBe(403);
    const events = await listSecurity(owner);
    expect(events.map(({ actor, via, after }) => [actor.email, via, after?.reason]).sort()).toEqual(
      [
        [owner.email, "api_token", "scope"],
        [viewer.email, "token", "role"],
      ].sort(),
    );
  });

  test("a call by the cookie from another site", async () => {
    const owner = await mintMerchant();
    const { ctx, headers } = await openPortal(owner);
    const forged = { ...headers, origin: "http://evil.test" };
    expect((await call(CREATE_APPLICATION, { headers: forged, body: { name: "x" } })).status).toBe(
      403,
    );
    expect(await listSecurity(owner)).toMatchObject([
      {
        action: "security.cross_origin_refused",
        actor: { email: owner.email },
        via: "portal",
        sessionId: ctx.claim.sessionId,
        after: { reason: "origin", count: 1 },
      },
    ]);
  });

  test("a refresh token that is used twice, and an access token of an ended session", async () => {
    const owner = await mintMerchant();
    const member = await addMember(owner, "developer");
    const { refreshToken } = await grantTokens(member.ctx);
    const refresh = () => call(REFRESH, { body: { refreshToken } });
    expect([(await refresh()).status, (await refresh()).status]).toEqual([200, 401]);
    const another = await addMember(owner, "developer");
    await endSession(another.ctx);
    expect((await call(LIST, { token: another.token })).status).toBe(401);
    const events = await listSecurity(owner);
    expect(events.map(({ action, actor, sessionId }) => [action, actor.email, sessionId])).toEqual(
      expect.arrayContaining([
        ["security.refresh_token_reused", member.email, member.ctx.claim.sessionId],
        ["security.token_refused", another.email, another.ctx.claim.sessionId],
      ]),
    );
    expect(events).toHaveLength(2);
  });

  test("from where a key that is over is still used, once an hour for each address", async () => {
    const { ctx, key, ref, application, ...owner } = await mintApiKey();
    await revokeApiKey(ctx, ref);
    const [home, thief] = [fromSomewhere(), fromSomewhere()];
    const use = (headers: object) =>
      call(WHOAMI, { headers: { ...headers, "x-api-key": key.fullKey } });
    for (let i = 0; i < 5; i++) await use(home);
    await use(thief);
    await getServer().usage.flush();
    await security.flush();
    for (let i = 0; i < 5; i++) await use(home);
    await getServer().usage.flush();
    await security.flush();
    const rows = await db.select().from(auditEvents).where(eq(auditEvents.apiKeyId, key.id));
    const refused = rows.filter(({ action }) => action === "security.key_refused");
    expect(refused).toHaveLength(2);
    const events = await listSecurity({ ctx, ...owner });
    const addresses = new Map<string | null, number>();
    for (const { address, after } of events) {
      addresses.set(address, (addresses.get(address) ?? 0) + Number(after?.count));
    }
    expect(Object.fromEntries(addresses)).toEqual({
      [home["x-forwarded-for"]]: 10,
      [thief["x-forwarded-for"]]: 1,
    });
    expect(events[0]).toMatchObject({
      action: "security.key_refused",
      actor: { id: "unknown", email: null },
      via: "api_key",
      applicationId: application.id,
      keyId: key.id,
      keyPrefix: key.keyPrefix,
      after: { reason: "revoked" },
    });
    expect(JSON.stringify(events)).not.toContain(key.fullKey.slice(12));
    expect(await listForOperator(ctx.merchantId)).toHaveLength(events.length);
  });

  test("a revoked key that the verifier refuses", async () => {
    const { ctx, key, ref, ...owner } = await mintApiKey();
    await revokeApiKey(ctx, ref);
    const verifier = await startVerifierProcess({ VERIFIER_FLUSH_SECONDS: "1" });
    for (let i = 0; i < 3; i++) await verifier.verify(key.fullKey, { ip: "203.0.113.9" });
    await verifier.stop();
    const events = await listSecurity({ ctx, ...owner });
    expect(events.reduce((sum, { after }) => sum + Number(after?.count), 0)).toBe(3);
    expect(events[0]).toMatchObject({ address: "203.0.113.9", keyId: key.id });
  }, 60_000);
});

describe("what the operator alone sees", () => {
  test("are sign-ins to addresses that nobody has here, of which nothing is kept", async () => {
    const typed = "hunter2-my-password@example.test";
    const headers = fromSomewhere();
    for (let i = 0; i < 2; i++) await signIn(typed, "S3cret-guess", headers);
    const events = (await listForOperator()).filter(
      ({ address }) => address === headers["x-forwarded-for"],
    );
    expect(events.reduce((sum, { after }) => sum + Number(after?.count), 0)).toBe(2);
    expect(events[0]).toMatchObject({
      action: "security.sign_in_failed",
      actorId: "unknown",
      actorEmail: null,
      merchantId: null,
      after: { reason: "unknown_email" },
    });
    const rows = await db.select().from(auditEvents).where(like(auditEvents.action, "security.%"));
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toMatch(/hunter2|S3cret-guess|not the right one/);
  });

  test("are tokens that nobody made", async () => {
    const headers = fromSomewhere();
    await call(LIST, { token: "a.b.c", headers });
    const events = await listForOperator();
    expect(events.filter(({ address }) => address === headers["x-forwarded-for"])).toMatchObject([
      { action: "security.token_refused", merchantId: null, after: { reason: "invalid_token" } },
    ]);
  });
});

test("nobody else sees any of it", async () => {
  const owner = await mintMerchant();
  const other = await mintMerchant();
  await signIn(owner.email, "not the right one");
  expect(await listSecurity(owner)).toHaveLength(1);
  expect(await listSecurity(other)).toEqual([]);
  expect(await listSecurity(other, `&actor=${owner.ctx.caller.userId}`)).toEqual([]);
  for (const role of ["viewer", "developer"] as const) {
    const { token } = await addMember(owner, role);
    expect((await call(LIST, { token, query: "?category=security" })).status).toBe(403);
  }
});

describe("GET /api/v1/audit-events?category=security", () => {
  test("goes with the other filters, and through all pages", async () => {
    const owner = await mintMerchant();
    const member = await addMember(owner, "viewer");
    await signIn(member.email, "not the right one");
    await call(CREATE_APPLICATION, { token: member.token, body: { name: "x" } });
    await signIn(owner.email, "not the right one");
    const all = await listSecurity(owner);
    expect(all).toHaveLength(3);
    expect(all.map(({ id }) => id)).toEqual([...all.map(({ id }) => id)].sort().reverse());
    const actions = async (query: string) =>
      (await listSecurity(owner, query)).map(({ action }) => action).sort();
    expect(await actions(`&actor=${member.ctx.caller.userId}`)).toEqual([
      "security.access_refused",
      "security.sign_in_failed",
    ]);
    expect(await actions("&action=security.access_refused")).toEqual(["security.access_refused"]);
    expect(await actions("&action=account.signed_in")).toEqual([]);
    expect(await actions("&to=2020-01-01T00:00:00Z")).toEqual([]);
    const seen: string[] = [];
    let cursor = "";
    do {
      const query = `?category=security&limit=1${cursor && `&cursor=${cursor}`}`;
      const { body } = await call(LIST, { token: owner.token, query });
      seen.push(...body.data.map(({ id }: AuditEvent) => id));
      cursor = body.nextCursor ?? "";
    } while (cursor);
    expect(seen).toEqual(all.map(({ id }) => id));
    const foreign = await call(LIST, { token: owner.token, query: "?category=security&limit=1" });
    const elsewhere = `?limit=1&cursor=${foreign.body.nextCursor}`;
    expect((await call(LIST, { token: owner.token, query: elsewhere })).status).toBe(400);
    expect((await call(LIST, { token: owner.token, query: "?category=fun" })).status).toBe(400);
  });
});

describe("an attack", () => {
  const createEvent = (request: Partial<RequestInfo>): SecurityEvent => ({
    action: "security.sign_in_failed",
    reason: "wrong_password",
    request: { id: newId("jwt"), address: null, userAgent: null, ...request },
  });

  beforeEach(async () => {
    await security.drain();
  });

  test("of 5,000 sign-ins makes a few rows, and the metrics count each of them", async () => {
    const owner = await mintMerchant();
    const read = async () => {
      const lines = (await getMetrics().registry.metrics()).split("\n");
      const count = (kind: string) =>
        Number(
          lines
            .find((line) => line.startsWith(`keysmith_security_events_total{kind="${kind}"`))
            ?.split(" ")
            .at(-1),
        );
      return { failed: count("sign_in_failed"), limited: count("rate_limited") };
    };
    const before = await read();
    // One caller alone would mostly be rate-limited before its account is looked up.
    const places = [fromSomewhere(), fromSomewhere()];
    for (let i = 0; i < 5000; i += 50) {
      const headers = places[i % 100 === 0 ? 0 : 1] ?? fromSomewhere();
      const burst = Array.from({ length: 50 }, () => signIn(owner.email, "wrong guess", headers));
      await Promise.all(burst);
    }
    const after = await read();
    expect(after).toEqual({ failed: before.failed + 20, limited: before.limited + 4980 });
    const events = await listSecurity(owner, "&limit=100");
    expect(events.length).toBeLessThan(20);
    expect(events.reduce((sum, { after }) => sum + Number(after?.count), 0)).toBe(5000);
  }, 120_000);

  test("from 5,000 addresses on many people is bounded for each merchant, and loses no count", async () => {
    const owner = await mintMerchant();
    const other = await mintMerchant();
    const recorder = new SecurityLog(db);
    const { merchantId, caller } = owner.ctx;
    const sender = { via: "token", userId: caller.userId, merchantId } as const;
    for (let i = 0; i < 5000; i++) {
      const address = `10.${i >> 8}.${i & 255}.1`;
      recorder.record(createEvent({ address, sender }));
      if (i % 1000 === 999) await recorder.flush();
    }
    const { caller: otherCaller, merchantId: otherId } = other.ctx;
    recorder.record(
      createEvent({ sender: { via: "token", userId: otherCaller.userId, merchantId: otherId } }),
    );
    await recorder.drain();
    const events = await listSecurity(owner, "&limit=100");
    expect(events.length).toBeLessThan(60);
    expect(events.reduce((sum, { after }) => sum + Number(after?.count), 0)).toBe(5000);
    expect(events.some(({ after, address }) => after?.reason === "various" && !address)).toBe(true);
    expect(await listSecurity(other)).toMatchObject([{ after: { count: 1 } }]);
  });

  test("with a new email each time takes no more memory than the bound, and loses no count", async () => {
    const recorder = new SecurityLog(db);
    const address = "203.0.113.200";
    for (let i = 0; i < 10_000; i++) {
      const sender = { via: "token", email: `${i}@nobody.test` } as const;
      recorder.record({ ...createEvent({ address, sender }), reason: "unknown_email" });
    }
    await recorder.drain();
    const rows = await db.select().from(auditEvents).where(like(auditEvents.action, "security.%"));
    expect(JSON.stringify(rows)).not.toContain("nobody.test");
    expect(recorder.counts.sign_in_failed).toBe(10_000);
    const named = rows.filter((row) => row.address === address);
    expect(named).toHaveLength(1);
    const others = rows.filter(
      ({ merchantId, after }) => !merchantId && after?.reason === "various",
    );
    const total = [...named, ...others].reduce((sum, { after }) => sum + Number(after?.count), 0);
    expect(total).toBe(10_000);
  });

  test("is kept while the database is away, fails no request, and is written afterwards", async () => {
    const owner = await mintMerchant();
    const { merchantId, caller } = owner.ctx;
    const away = connect("postgres://127.0.0.1:1/none", { poolSize: 1, prepare: false });
    const reach = { db: away as typeof db };
    const recorder = new SecurityLog(
      new Proxy(db, { get: (_, name) => Reflect.get(reach.db, name) as unknown }),
    );
    const sender = { via: "token", userId: caller.userId, merchantId } as const;
    for (let i = 0; i < 7; i++) recorder.record(createEvent({ sender }));
    await expect(recorder.flush()).rejects.toThrow();
    for (let i = 0; i < 3; i++) recorder.record(createEvent({ sender }));
    reach.db = db;
    await recorder.flush();
    expect(await listSecurity(owner)).toMatchObject([{ after: { count: 10 } }]);
    expect(recorder.counts.sign_in_failed).toBe(10);
    await away.$client.end({ timeout: 0 });
  });

  test("is a line in the log for each row, without the user agent that a caller made up", async () => {
    const info = vi.spyOn(log, "info");
    const warn = vi.spyOn(log, "warn");
    const recorder = new SecurityLog(db);
    const owner = await mintMerchant();
    const { merchantId, caller } = owner.ctx;
    const sender = { via: "token", userId: caller.userId, merchantId } as const;
    for (let i = 0; i < 9; i++) recorder.record(createEvent({ sender, userAgent: "forged line" }));
    recorder.record({
      ...createEvent({ sender }),
      action: "security.refresh_token_reused",
      reason: "spent",
    });
    await recorder.flush();
    const facts = { merchantId, userId: caller.userId };
    expect(info.mock.calls).toEqual([
      [
        expect.objectContaining({ action: "security.sign_in_failed", count: 9, ...facts }),
        "security event",
      ],
    ]);
    expect(warn.mock.calls).toEqual([
      [
        expect.objectContaining({ action: "security.refresh_token_reused", count: 1 }),
        "security event",
      ],
    ]);
    expect(JSON.stringify(info.mock.calls)).not.toContain("forged line");
  });
});

test("refusals of one key in one batch are told apart by address up to a bound, and all counted", async () => {
  const told: [string | null, number][] = [];
  const usage = new UsageRecorder(db, {
    onRefused: ({ address, count }) => told.push([address, count]),
  });
  const { key } = await mintApiKey();
  const use = { requestId: "r", keyId: key.id, generation: 1, userAgent: null };
  for (let i = 0; i < 1000; i++) {
    usage.record({ ...use, outcome: "revoked", address: `10.0.${i >> 8}.${i & 255}` });
    usage.record({ ...use, outcome: "valid", address: "10.1.1.1" });
    usage.record({ ...use, outcome: "rate_limited", address: "10.1.1.1" });
  }
  await usage.flush();
  await usage.flush();
  expect(told).toHaveLength(9);
  expect(told.at(-1)).toEqual([null, 992]);
});

test("the metrics name every kind from the start", async () => {
  const text = await getMetrics().registry.metrics();
  for (const action of securityActions) {
    const kind = action.replace("security.", "");
    expect(text).toContain(`keysmith_security_events_total{kind="${kind}",service="portal"}`);
  }
});

test("a person who has left every company is the operator's to know", async () => {
  const owner = await mintMerchant();
  const member = await addMember(owner, "viewer");
  const { userId } = member.ctx.caller;
  await db.delete(memberships).where(eq(memberships.userId, userId));
  const headers = fromSomewhere();
  await signIn(member.email, testPassword, headers);
  const events = (await listForOperator()).filter(({ actorId }) => actorId === userId);
  expect(events).toMatchObject([{ merchantId: null, after: { reason: "no_company" } }]);
  expect(await db.select().from(users).where(eq(users.id, userId))).toHaveLength(1);
});
