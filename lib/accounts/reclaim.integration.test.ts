import { randomBytes, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, getTableColumns, getTableName, is, isNull } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import { POST as LINK_IDENTITY } from "#app/api/v1/account/identities/route.ts";
import { POST as CREATE_API_TOKEN } from "#app/api/v1/api-tokens/route.ts";
import { GET as LIST } from "#app/api/v1/applications/route.ts";
import { POST as LOOK_UP } from "#app/api/v1/auth/mailed-link/route.ts";
import { POST as RESET } from "#app/api/v1/auth/password-reset/confirm/route.ts";
import { POST as REFRESH } from "#app/api/v1/auth/token/refresh/route.ts";
import { POST as TOKEN } from "#app/api/v1/auth/token/route.ts";
import { POST as VERIFY } from "#app/api/v1/auth/verify-email/route.ts";
import { POST as ACCEPT } from "#app/api/v1/invitations/accept/route.ts";
import * as schema from "#drizzle/schema.ts";
import { mailPasswordResets } from "#lib/accounts/mail-password-resets.ts";
import { mailVerification } from "#lib/accounts/mail-verification.ts";
import { requestPasswordReset } from "#lib/accounts/request-password-reset.ts";
import { resetPassword } from "#lib/accounts/reset-password.ts";
import { verifyEmail } from "#lib/accounts/verify-email.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { signInWithIdentity } from "#lib/auth/sign-in-with-identity.ts";
import { inTransaction } from "#lib/context.ts";
import { sealPendingIdentity } from "#lib/identities/pending.ts";
import { inviteMember } from "#lib/invitations/create.ts";
import { createMerchant } from "#lib/merchants/create.ts";
import { findFactors } from "#lib/second-factor/factors.ts";
import { call } from "#lib/testing/api/requests.ts";
import { linkTo, nobody, vouch, waiting } from "#lib/testing/identity/identities.ts";
import { addTotp, totpCode } from "#lib/testing/identity/totp.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import {
  addMember,
  mintApplication,
  mintMerchant,
  openPortal,
  type TestMember,
  testPassword,
  verifyAddress,
} from "#lib/testing/records/merchants.ts";

const newPassword = "seven quiet rivers at dawn";
const {
  apiKeys,
  identities,
  invitations,
  knownDevices,
  memberships,
  merchants,
  passkeys,
  sessions,
  users,
} = schema;

/** An account with everything that a stranger could set up in it before its owner comes. */
async function prepare() {
  const stranger = await mintMerchant();
  const { ctx, email, token } = stranger;
  const { userId } = ctx.caller;
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const apiToken = await call(CREATE_API_TOKEN, {
    token,
    body: { name: "Trap", scopes: ["applications:read"], expiresAt },
  });
  const application = await mintApplication(ctx);
  const key = await createApiKey(ctx, { applicationId: application.id, description: "Trap" });
  const portal = await openPortal(stranger);
  const tokens = await call(TOKEN, { body: { email, password: testPassword } });
  const totp = await addTotp(stranger);
  const id = randomBytes(16).toString("base64url");
  const rest = { name: "Trap", publicKey: Buffer.alloc(8), counter: 0, isSynced: false };
  await ctx.db.insert(passkeys).values({ id, userId, transports: [], ...rest });
  const vouched = await linkTo(stranger);
  const accomplice = await addMember(stranger, "admin");
  const isVerified = { ...ctx, caller: { ...ctx.caller, isEmailVerified: true } };
  const invited = { email: `${randomUUID()}@example.test`, role: "admin" as const };
  const invitation = await inviteMember(isVerified, invited);
  await takeMail(ctx, email);
  return {
    stranger,
    apiToken: apiToken.body.token as string,
    refreshToken: tokens.body.refreshToken as string,
    portal,
    totp,
    vouched,
    accomplice,
    invitation,
    key,
  };
}

async function takeLink({ ctx, email }: TestMember): Promise<string> {
  const [mail] = (await takeMail(ctx, email)).slice(-1);
  return /#([\w-]{43})/.exec(mail?.text ?? "")?.[1] ?? "";
}

async function verificationLink(member: TestMember): Promise<string> {
  const { ctx, email } = member;
  await inTransaction(ctx, (tx) => mailVerification(tx, { userId: ctx.caller.userId, email }));
  return takeLink(member);
}

async function resetLink(member: TestMember): Promise<string> {
  await requestPasswordReset(member.ctx, { email: member.email });
  while (await mailPasswordResets(member.ctx));
  return takeLink(member);
}

/** Returns which of a stranger's preparations are still effective. */
async function expectAllEnded(prepared: Awaited<ReturnType<typeof prepare>>) {
  const { stranger, apiToken, refreshToken, portal, accomplice, vouched, key, totp } = prepared;
  const { ctx, email, token } = stranger;
  const { userId } = ctx.caller;
  for (const each of [token, apiToken, accomplice.token]) {
    expect((await call(LIST, { token: each })).status).toBe(401);
  }
  expect((await call(LIST, { headers: portal.headers })).status).toBe(401);
  expect((await call(REFRESH, { body: { refreshToken } })).status).toBe(401);
  const signIn = (password: string, otp?: string) =>
    call(TOKEN, { body: { email, password, ...(otp && { otp }) } });
  expect((await signIn(testPassword, totpCode(totp.secret, 1))).status).toBe(401);
  expect((await signInWithIdentity(ctx, vouched, nobody)).outcome).not.toBe("signed-in");
  const factors = { hasTotp: false, hasPasskey: false, recoveryCodesLeft: 0 };
  expect(await findFactors(ctx, userId)).toMatchObject(factors);
  const { db, merchantId } = ctx;
  const people = await db.select().from(memberships).where(eq(memberships.merchantId, merchantId));
  expect(people.map((each) => each.userId)).toEqual([userId]);
  const open = and(eq(invitations.invitedBy, userId), isNull(invitations.withdrawnAt));
  expect(await db.select().from(invitations).where(open)).toEqual([]);
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
  expect(row?.revokedAt).not.toBeNull();
  const devices = eq(knownDevices.userId, userId);
  expect(await db.select().from(knownDevices).where(devices)).toEqual([]);
  expect((await signIn(newPassword)).status).toBe(200);
}

describe("an account that a stranger prepared", () => {
  test("has nothing of theirs left once its owner confirms the address from outside", async () => {
    const prepared = await prepare();
    const token = await verificationLink(prepared.stranger);
    expect((await call(VERIFY, { body: { token, newPassword } })).status).toBe(204);
    await expectAllEnded(prepared);
  });

  test("has nothing of theirs left once its owner resets the password", async () => {
    const prepared = await prepare();
    const token = await resetLink(prepared.stranger);
    expect((await call(RESET, { body: { token, newPassword } })).status).toBe(204);
    await expectAllEnded(prepared);
  });

  test("is not confirmed with the stranger's password left in place", async () => {
    const prepared = await prepare();
    const { stranger, apiToken } = prepared;
    const token = await verificationLink(stranger);
    const other = await mintMerchant();
    for (const sender of [undefined, other.token, apiToken]) {
      const answer = await call(VERIFY, { token: sender, body: { token } });
      expect([answer.status, answer.body.details[0].field]).toEqual([400, "newPassword"]);
    }
    expect((await call(VERIFY, { body: { token, newPassword } })).status).toBe(204);
    await expectAllEnded(prepared);
  });

  test("is not confirmed by a session that has ended meanwhile", async () => {
    const { stranger } = await prepare();
    const token = await verificationLink(stranger);
    const { db, claim } = stranger.ctx;
    await db.delete(sessions).where(eq(sessions.id, claim.sessionId));
    const answer = await call(VERIFY, { token: stranger.token, body: { token } });
    expect(answer.status).toBe(401);
    expect((await call(VERIFY, { body: { token, newPassword } })).status).toBe(204);
  });

  test("keeps no way in that the stranger adds while its owner comes", async () => {
    for (const takeOver of [verificationLink, resetLink]) {
      const { stranger } = await prepare();
      const { ctx, email } = stranger;
      const { userId } = ctx.caller;
      await ctx.db.delete(schema.totpSecrets).where(eq(schema.totpSecrets.userId, userId));
      await ctx.db.delete(passkeys).where(eq(passkeys.userId, userId));
      const token = await takeOver(stranger);
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      const body = { name: "Trap", scopes: ["applications:read"], expiresAt };
      // The verb itself, which no deadline of a request cuts short.
      const takenOver =
        takeOver === resetLink
          ? () => resetPassword(ctx, { token, newPassword })
          : () => verifyEmail(ctx, { token, newPassword }, null);
      const attacks = Array.from({ length: 12 }, (_, n) =>
        n % 2
          ? call(TOKEN, { body: { email, password: testPassword } })
          : call(CREATE_API_TOKEN, { token: stranger.token, body }),
      );
      const [, ...answers] = await Promise.all([takenOver(), ...attacks]);
      expect(answers.filter(({ status }) => status === 500)).toEqual([]);
      const left = await ctx.db.select().from(sessions).where(eq(sessions.userId, userId));
      expect(left).toEqual([]);
    }
  });

  test("gives the owner back the company without the policy that would shut them out", async () => {
    const { stranger } = await prepare();
    const isTheirs = eq(merchants.id, stranger.ctx.merchantId);
    await stranger.ctx.db.update(merchants).set({ singleSignOnOnly: true }).where(isTheirs);
    const token = await resetLink(stranger);
    await call(RESET, { body: { token, newPassword } });
    const { ctx, email } = stranger;
    const signedIn = await call(TOKEN, { body: { email, password: newPassword } });
    expect((await call(LIST, { token: signedIn.body.accessToken })).body.data).toHaveLength(1);
    const [mail] = (await takeMail(ctx, email)).filter(({ subject }) => subject.includes("reset"));
    expect(mail?.text).toContain("1 API key was revoked");
    const events = await ctx.db
      .select()
      .from(schema.auditEvents)
      .where(eq(schema.auditEvents.merchantId, ctx.merchantId));
    const actions = events.map(({ action }) => action);
    expect(actions).toContain("account.reclaimed");
    expect(actions.filter((action) => action === "api_key.revoked")).toHaveLength(1);
  });

  test("is told apart from a company that has another owner", async () => {
    const prepared = await prepare();
    const { stranger, accomplice, key } = prepared;
    const { db } = stranger.ctx;
    const { userId } = accomplice.ctx.caller;
    await db.update(memberships).set({ role: "owner" }).where(eq(memberships.userId, userId));
    const token = await resetLink(stranger);
    expect((await call(RESET, { body: { token, newPassword } })).status).toBe(204);
    const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
    expect(row?.revokedAt).toBeNull();
    expect(await db.select().from(sessions).where(eq(sessions.userId, userId))).not.toEqual([]);
  });
});

describe("an account of one's own", () => {
  test("stays as it is where a signed-in person confirms the address, by token or portal", async () => {
    for (const by of ["token", "portal"] as const) {
      const { stranger: owner, portal, apiToken, totp, key } = await prepare();
      const { db } = owner.ctx;
      const token = await verificationLink(owner);
      const sender = by === "token" ? { token: owner.token } : { headers: portal.headers };
      expect((await call(VERIFY, { ...sender, body: { token } })).status).toBe(204);
      expect((await call(LIST, { token: apiToken })).status).toBe(200);
      const body = { email: owner.email, password: testPassword, otp: totpCode(totp.secret, 1) };
      expect((await call(TOKEN, { body })).status).toBe(200);
      const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
      expect(row?.revokedAt).toBeNull();
    }
  });

  test("stays as it is where the person links an identity of the same address", async () => {
    const { stranger: owner, portal, apiToken } = await prepare();
    const { ctx, email } = owner;
    await ctx.db.delete(identities).where(eq(identities.userId, ctx.caller.userId));
    const waitingFor = sealPendingIdentity(ctx, waiting(vouch({ email })));
    const cookie = `${portal.headers.cookie}; keysmith.identity=${waitingFor}`;
    const linked = await call(LINK_IDENTITY, {
      method: "POST",
      headers: { ...portal.headers, cookie },
    });
    expect(linked.status).toBe(201);
    const [user] = await ctx.db.select().from(users).where(eq(users.email, email));
    expect(user?.emailVerifiedAt).not.toBeNull();
    expect((await call(LIST, { token: apiToken })).status).toBe(200);
  });

  test("stays as it is where the person accepts an invitation in a session of theirs", async () => {
    const { stranger: owner, apiToken } = await prepare();
    const host = await mintMerchant();
    await verifyAddress(host);
    const isVerified = { ...host.ctx, caller: { ...host.ctx.caller, isEmailVerified: true } };
    await inviteMember(isVerified, { email: owner.email, role: "viewer" });
    const token = await takeLink(owner);
    const accepted = await call(ACCEPT, { token: owner.token, body: { token } });
    expect(accepted.status).toBe(200);
    expect((await call(LIST, { token: apiToken })).status).toBe(200);
  });

  test("keeps what the operator set up for an owner who has never signed in", async () => {
    const { ctx } = await mintMerchant();
    const ownerEmail = `${randomUUID()}@example.test`;
    const made = await createMerchant(ctx, { name: "Named shop", ownerEmail });
    const token = await takeLink({ ctx, email: ownerEmail, token: "" });
    expect((await call(LOOK_UP, { body: { token } })).body).toEqual({
      purpose: "reset_password",
      email: ownerEmail,
      merchantNames: ["Named shop"],
      isTakeover: false,
      isOwn: false,
    });
    expect((await call(RESET, { body: { token, newPassword } })).status).toBe(204);
    const events = await ctx.db
      .select()
      .from(schema.auditEvents)
      .where(eq(schema.auditEvents.merchantId, made.id));
    expect(events.map(({ action }) => action)).not.toContain("account.reclaimed");
  });
});

describe("a mailed link", () => {
  test("says which account and company it is about, to whom, and is not spent by that", async () => {
    const { stranger: owner, portal } = await prepare();
    const token = await verificationLink(owner);
    const about = {
      purpose: "verify_email",
      email: owner.email,
      merchantNames: ["Test shop"],
      isTakeover: true,
      isOwn: false,
    };
    for (const _ of [1, 2]) expect((await call(LOOK_UP, { body: { token } })).body).toEqual(about);
    const own = await call(LOOK_UP, { headers: portal.headers, body: { token } });
    expect(own.body).toEqual({ ...about, isOwn: true });
    const unknown = await call(LOOK_UP, { body: { token: "nonsense" } });
    expect([unknown.status, unknown.body.details[0].field]).toEqual([400, "token"]);
  });

  test("that confirms is worth nothing once the address was proved in another way", async () => {
    const owner = await mintMerchant();
    const first = await verificationLink(owner);
    const reset = await resetLink(owner);
    expect((await call(RESET, { body: { token: reset, newPassword } })).status).toBe(204);
    const late = await call(VERIFY, { body: { token: first, newPassword: testPassword } });
    expect([late.status, late.body.details[0].field]).toEqual([400, "token"]);
    const signIn = await call(TOKEN, { body: { email: owner.email, password: newPassword } });
    expect(signIn.status).toBe(200);
  });
});

/** Effect on each table that refers to a person or a merchant when an owner takes over. */
const decided: Record<string, string> = {
  users: "the password ends, the address stays",
  merchants: "stays, without the demand for single sign-on",
  memberships: "the other people of the person's own companies are removed",
  sessions: "ended, and refresh tokens with them",
  identities: "ended",
  totp_secrets: "ended",
  recovery_codes: "ended",
  passkeys: "ended",
  passkey_challenges: "ended",
  mailed_tokens: "ended",
  known_devices: "ended",
  invitations: "those that the person sent are withdrawn",
  applications: "stay: they open nothing without a key",
  api_keys: "those of the person's own companies are revoked",
  page_votes: "stay: they open nothing",
  idempotency_records: "stay: no session is left that could ask for a replay",
  audit_events: "stay, append-only",
};

describe("the mechanism", () => {
  test("has decided on every table that names a person or a merchant", () => {
    const named = Object.values(schema)
      .flatMap((each) => (is(each, PgTable) ? [each as PgTable] : []))
      .filter((table) => {
        const columns = Object.keys(getTableColumns(table));
        const isNamed = columns.some((name) =>
          /^(userId|merchantId|createdBy|invitedBy)$/.test(name),
        );
        return isNamed || ["users", "merchants"].includes(getTableName(table));
      })
      .map((table) => getTableName(table));
    expect(named.sort()).toEqual(Object.keys(decided).sort());
  });

  test("is the only code that marks an address as proved", async () => {
    const files = (await readdir("lib", { recursive: true })).filter(
      (name) => name.endsWith(".ts") && !name.includes(".test.") && !name.startsWith("testing/"),
    );
    const writers: string[] = [];
    for (const name of files) {
      const text = await readFile(join("lib", name), "utf8");
      if (/emailVerifiedAt:\s*(?!string|Date|boolean|users\.)/.test(text)) writers.push(name);
      if (/set\s+email_verified_at|email_verified_at\s*=/i.test(text)) writers.push(name);
    }
    expect(writers).toEqual(["accounts/prove-mailbox.ts"]);
  });
});
