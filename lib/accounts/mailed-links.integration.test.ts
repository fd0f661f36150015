import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as RESEND } from "#app/api/v1/account/email-verification/route.ts";
import { POST as PASSWORD } from "#app/api/v1/account/password/route.ts";
import { GET as LIST } from "#app/api/v1/applications/route.ts";
import { POST as CONFIRM } from "#app/api/v1/auth/password-reset/confirm/route.ts";
import { POST as RESET } from "#app/api/v1/auth/password-reset/route.ts";
import { POST as TOKEN } from "#app/api/v1/auth/token/route.ts";
import { POST as VERIFY } from "#app/api/v1/auth/verify-email/route.ts";
import { POST as SIGN_UP } from "#app/api/v1/merchants/route.ts";
import {
  auditEvents,
  identities,
  mailedTokens,
  memberships,
  passwordResetRequests,
  sessions,
  users,
} from "#drizzle/schema.ts";
import { mailPasswordResets } from "#lib/accounts/mail-password-resets.ts";
import type { Context } from "#lib/context.ts";
import { findFactors } from "#lib/second-factor/factors.ts";
import { call } from "#lib/testing/api/requests.ts";
import { addTotp } from "#lib/testing/identity/totp.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintMerchant, testPassword } from "#lib/testing/records/merchants.ts";

const newPassword = "seven quiet rivers at dawn";

/** Simulates what a running server does twice a second. */
async function workOffResets(ctx: Context): Promise<void> {
  while (await mailPasswordResets(ctx));
}

async function countJobs({ db }: Context): Promise<number> {
  const [row] = await db.execute<{ jobs: number }>(
    sql`select count(*)::int as jobs from pgboss.job`,
  );
  return row?.jobs ?? 0;
}

async function takeToken(ctx: Context, email: string, subject: string): Promise<string> {
  const mails = await takeMail(ctx, email);
  const texts = mails.filter((mail) => mail.subject === subject).map((mail) => mail.text);
  return /#([\w-]{43})/.exec(texts.at(-1) ?? "")?.[1] ?? "";
}

async function requestReset(ctx: Context, email: string): Promise<string> {
  expect((await call(RESET, { body: { email } })).status).toBe(204);
  await workOffResets(ctx);
  return takeToken(ctx, email, "Reset your password");
}

describe("a password reset", () => {
  test("is asked for by one insert and gets one response whether or not the address exists", async () => {
    const { ctx, email } = await mintMerchant();
    const stranger = `${randomUUID()}@example.test`;
    const ask = async (address: string) => {
      const jobs = await countJobs(ctx);
      const { status, body } = await call(RESET, { body: { email: address } });
      const requests = eq(passwordResetRequests.email, address);
      const rows = await ctx.db.select().from(passwordResetRequests).where(requests);
      return { status, body, rows: rows.length, newJobs: (await countJobs(ctx)) - jobs };
    };
    const known = await ask(email);
    expect(known).toEqual({ status: 204, body: "", rows: 1, newJobs: 0 });
    expect(await ask(stranger)).toEqual(known);
    await workOffResets(ctx);
    expect(await ctx.db.select().from(passwordResetRequests)).toEqual([]);
    expect(await takeMail(ctx, stranger)).toEqual([]);
    expect(await takeMail(ctx, email)).toHaveLength(1);
  });

  test("waits for no job of the 5,000 strangers who asked before", async () => {
    const { ctx, email } = await mintMerchant();
    const jobs = await countJobs(ctx);
    await ctx.db.execute(sql`
      insert into password_reset_requests (email, source)
      select 'stranger-' || n || '@example.test', '198.51.100.' || n % 250
      from generate_series(1, 5000) as n`);
    await call(RESET, { body: { email } });
    let batches = 1;
    while (await mailPasswordResets(ctx)) batches += 1;
    // The statements that were before it: a few for each of these, whoever asked.
    expect(batches).toBe(11);
    expect(await countJobs(ctx)).toBe(jobs + 1);
    expect(await takeMail(ctx, email)).toMatchObject([{ subject: "Reset your password" }]);
  });

  test("is one email however often strangers ask, by several instances at once", async () => {
    const { ctx, email } = await mintMerchant();
    await ctx.db.execute(sql`
      insert into password_reset_requests (email, source)
      select ${email}, '198.51.100.' || n from generate_series(1, 1500) as n`);
    await Promise.all([workOffResets(ctx), workOffResets(ctx), workOffResets(ctx)]);
    expect(await takeMail(ctx, email)).toHaveLength(1);
    expect(await requestReset(ctx, email)).toBe("");
  });

  test("ends every sign-in, tells the person and the log, and works once", async () => {
    const { ctx, email, token: signedIn } = await mintMerchant();
    const token = await requestReset(ctx, email);
    const confirm = () => call(CONFIRM, { body: { token, newPassword } });
    expect((await confirm()).status).toBe(204);
    expect((await call(LIST, { token: signedIn })).status).toBe(401);
    const again = await confirm();
    expect([again.status, again.body.details[0].field]).toEqual([400, "token"]);
    const signIn = (password: string) => call(TOKEN, { body: { email, password } });
    expect((await signIn(testPassword)).status).toBe(401);
    expect((await signIn(newPassword)).status).toBe(200);
    expect((await takeMail(ctx, email)).map((mail) => mail.subject)).toContain(
      "Your password was reset",
    );
    const events = await ctx.db
      .select({ actorId: auditEvents.actorId, merchantId: auditEvents.merchantId })
      .from(auditEvents)
      .where(eq(auditEvents.action, "account.password_reset"));
    expect(events).toContainEqual({ actorId: ctx.caller.userId, merchantId: ctx.merchantId });
  });

  test("leaves the tokens of the person's machines", async () => {
    const { ctx, email } = await mintMerchant();
    const { merchantId, caller } = ctx;
    const verified = { emailVerifiedAt: new Date() };
    await ctx.db.update(users).set(verified).where(eq(users.id, caller.userId));
    const machine = {
      id: randomUUID(),
      kind: "api_token" as const,
      name: "Machine",
      userId: caller.userId,
      merchantId,
      expiresAt: new Date(Date.now() + 60_000),
    };
    await ctx.db.insert(sessions).values(machine);
    const token = await requestReset(ctx, email);
    await call(CONFIRM, { body: { token, newPassword } });
    const left = await ctx.db.select().from(sessions).where(eq(sessions.userId, caller.userId));
    expect(left.map(({ id }) => id)).toEqual([machine.id]);
  });

  test("keeps the link good where the new password is refused", async () => {
    const { ctx, email } = await mintMerchant();
    const token = await requestReset(ctx, email);
    const common = await call(CONFIRM, { body: { token, newPassword: "password1234" } });
    expect([common.status, common.body.details[0].field]).toEqual([400, "newPassword"]);
    expect((await call(CONFIRM, { body: { token, newPassword } })).status).toBe(204);
  });

  test("takes every other way in from an account whose address nobody had confirmed", async () => {
    const stranger = await mintMerchant();
    const { ctx, email } = stranger;
    const { userId } = ctx.caller;
    await addTotp(stranger);
    await ctx.db
      .insert(identities)
      .values({ provider: "oidc", subject: randomUUID(), userId, email });
    const token = await requestReset(ctx, email);
    expect((await call(CONFIRM, { body: { token, newPassword } })).status).toBe(204);
    expect(await findFactors(ctx, userId)).toMatchObject({ hasTotp: false, recoveryCodesLeft: 0 });
    const left = eq(identities.userId, userId);
    expect(await ctx.db.select().from(identities).where(left)).toEqual([]);
    expect((await call(TOKEN, { body: { email, password: newPassword } })).status).toBe(200);
  });

  test("leaves the second factor of a person whose address is confirmed", async () => {
    const member = await mintMerchant();
    const { ctx, email } = member;
    const { userId } = ctx.caller;
    await ctx.db.update(users).set({ emailVerifiedAt: new Date() }).where(eq(users.id, userId));
    await addTotp(member);
    const token = await requestReset(ctx, email);
    expect((await call(CONFIRM, { body: { token, newPassword } })).status).toBe(204);
    expect(await findFactors(ctx, userId)).toMatchObject({ hasTotp: true });
    expect((await call(TOKEN, { body: { email, password: newPassword } })).status).toBe(401);
  });

  test("is spent by one of two at once", async () => {
    const { ctx, email } = await mintMerchant();
    const token = await requestReset(ctx, email);
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => call(CONFIRM, { body: { token, newPassword: newPassword + n } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400, 400, 400]);
  });

  test("is over after 30 minutes, with a new link, and where the address has changed", async () => {
    const { ctx, email } = await mintMerchant();
    const first = await requestReset(ctx, email);
    const confirm = async (token: string) =>
      (await call(CONFIRM, { body: { token, newPassword } })).status;
    expect(await requestReset(ctx, email)).toBe("");
    const age = { createdAt: sql`now() - interval '29 minutes'` };
    await ctx.db.update(mailedTokens).set(age).where(eq(mailedTokens.email, email));
    const second = await requestReset(ctx, email);
    expect(await confirm(first)).toBe(400);
    const past = { expiresAt: sql`now()` };
    await ctx.db.update(mailedTokens).set(past).where(eq(mailedTokens.email, email));
    expect(await confirm(second)).toBe(400);
    const soon = { expiresAt: sql`now() + interval '1 minute'` };
    await ctx.db.update(mailedTokens).set(soon).where(eq(mailedTokens.email, email));
    const moved = { email: `${randomUUID()}@example.test` };
    await ctx.db.update(users).set(moved).where(eq(users.email, email));
    expect(await confirm(second)).toBe(400);
    expect(await confirm("nonsense")).toBe(400);
  });

  test("leaves the token in no table and no queue", async () => {
    const { ctx, email } = await mintMerchant();
    await call(RESET, { body: { email } });
    await workOffResets(ctx);
    const [waiting] = await ctx.db.execute<{ text: string }>(sql`
      select data::text as text from pgboss.job where name = 'mail-strangers' and data->>'to' = ${email}
        and data->>'subject' = 'Reset your password'`);
    const token = await takeToken(ctx, email, "Reset your password");
    expect(token).toHaveLength(43);
    expect(waiting?.text).not.toContain(token);
    const rows = await ctx.db.select().from(mailedTokens).where(eq(mailedTokens.email, email));
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("the address of an account", () => {
  async function signUp() {
    const email = `${randomUUID()}@example.test`;
    await call(SIGN_UP, { body: { merchantName: "Shop", email, password: testPassword } });
    const { body } = await call(TOKEN, { body: { email, password: testPassword } });
    return { email, token: body.accessToken as string };
  }

  test("is confirmed by the link in the mail that a sign-up sends, once", async () => {
    const { ctx } = await mintMerchant();
    const { email, token: signedIn } = await signUp();
    const token = await takeToken(ctx, email, "Confirm your email address");
    const isVerified = async () => {
      const [user] = await ctx.db.select().from(users).where(eq(users.email, email));
      return user?.emailVerifiedAt !== null;
    };
    expect(await isVerified()).toBe(false);
    const confirm = () => call(VERIFY, { token: signedIn, body: { token } });
    expect((await confirm()).status).toBe(204);
    expect(await isVerified()).toBe(true);
    expect((await confirm()).status).toBe(400);
  });

  test("gets the mail again, once a minute at most, and none once it is confirmed", async () => {
    const { ctx } = await mintMerchant();
    const { email, token } = await signUp();
    const first = await takeToken(ctx, email, "Confirm your email address");
    expect((await call(RESEND, { method: "POST", token })).status).toBe(204);
    expect(await takeMail(ctx, email)).toEqual([]);
    const age = { createdAt: sql`now() - interval '2 minutes'` };
    await ctx.db.update(mailedTokens).set(age).where(eq(mailedTokens.email, email));
    expect((await call(RESEND, { method: "POST", token })).status).toBe(204);
    const second = await takeToken(ctx, email, "Confirm your email address");
    expect((await call(VERIFY, { token, body: { token: first } })).status).toBe(400);
    expect((await call(VERIFY, { token, body: { token: second } })).status).toBe(204);
    expect((await call(RESEND, { method: "POST", token })).status).toBe(204);
    expect(await takeMail(ctx, email)).toEqual([]);
    expect((await call(RESEND, { method: "POST" })).status).toBe(401);
  });

  test("is not confirmed by a link for something else", async () => {
    const { ctx, email } = await mintMerchant();
    const token = await requestReset(ctx, email);
    expect((await call(VERIFY, { body: { token } })).status).toBe(400);
    expect((await call(CONFIRM, { body: { token, newPassword } })).status).toBe(204);
  });
});

describe("a common password", () => {
  const common = ["password1234", "qwertyuiop123", "aaaaaaaaaaaa", "P@ssw0rd1234"];

  test("is refused wherever one is chosen", async () => {
    const { ctx, email } = await mintMerchant();
    const { body } = await call(TOKEN, { body: { email, password: testPassword } });
    for (const password of common) {
      const address = `${randomUUID()}@example.test`;
      const signUp = await call(SIGN_UP, {
        body: { merchantName: "Shop", email: address, password },
      });
      expect([signUp.status, signUp.body.details?.[0].field]).toEqual([400, "password"]);
      const change = await call(PASSWORD, {
        token: body.accessToken,
        body: { currentPassword: testPassword, newPassword: password },
      });
      expect([change.status, change.body.details?.[0].field]).toEqual([400, "newPassword"]);
    }
    const member = eq(memberships.userId, ctx.caller.userId);
    expect(await ctx.db.select().from(memberships).where(member)).toHaveLength(1);
  });

  test("is refused by the link that confirms an address, which works on", async () => {
    const { ctx } = await mintMerchant();
    const email = `${randomUUID()}@example.test`;
    const body = { merchantName: "Shop", email, password: testPassword };
    expect((await call(SIGN_UP, { body })).status).toBe(201);
    const token = await takeToken(ctx, email, "Confirm your email address");
    for (const password of common) {
      const taken = await call(VERIFY, { body: { token, newPassword: password } });
      expect([taken.status, taken.body.details?.[0].field]).toEqual([400, "newPassword"]);
    }
    expect((await call(VERIFY, { body: { token, newPassword } })).status).toBe(204);
  });

  test("is also one that is made of the person's own address", async () => {
    for (const password of ["margaretkettlewell", "margaret.kettlewell"]) {
      const body = { merchantName: "Shop", email: "margaret.kettlewell@example.test", password };
      expect((await call(SIGN_UP, { body })).status).toBe(400);
    }
  });
});
