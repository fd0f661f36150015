import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET as LIST } from "#app/api/v1/applications/route.ts";
import { POST as TOKEN } from "#app/api/v1/auth/token/route.ts";
import { auditEvents, memberships, merchants, sessions } from "#drizzle/schema.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { call } from "#lib/testing/api/requests.ts";
import { addTotp, totpCode } from "#lib/testing/identity/totp.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintMerchant, testPassword } from "#lib/testing/records/merchants.ts";

const password = testPassword;
const request = (body: object, headers: Record<string, string> = {}) =>
  call(TOKEN, { body, headers });
const challenge = 'Bearer error="insufficient_user_authentication"';

describe("a token request of somebody with a second factor", () => {
  test("needs it besides the password, and says so only after the right password", async () => {
    const merchant = await mintMerchant();
    const { email } = merchant;
    const { secret } = await addTotp(merchant);
    const missing = await request({ email, password });
    expect([missing.status, missing.body.message]).toEqual([
      401,
      "Two-factor authentication is required. Send a code from your authenticator app, or a recovery code, as otp",
    ]);
    expect(missing.headers.get("www-authenticate")).toBe(challenge);
    const otp = totpCode(secret);
    const guess = await request({ email, password: "wrong", otp });
    expect([guess.status, guess.body.message]).toEqual([401, "Incorrect email or password"]);
    expect(guess.headers.get("www-authenticate")).toBe("Bearer");
    const good = await request({ email, password, otp });
    expect(good.status).toBe(200);
    expect((await call(LIST, { token: good.body.accessToken })).status).toBe(200);
  });

  test("takes no code twice, and of two at once with the same code one", async () => {
    const merchant = await mintMerchant();
    const { email } = merchant;
    const { secret } = await addTotp(merchant);
    const otp = totpCode(secret);
    const send = () => request({ email, password, otp });
    const answers = await Promise.all([send(), send(), send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    const replayed = await send();
    const wrong = await request({ email, password, otp: "000000" });
    const old = await request({ email, password, otp: totpCode(secret, -1) });
    const nonsense = await request({ email, password, otp: "nonsense" });
    for (const { status, body } of [replayed, wrong, old, nonsense]) {
      expect([status, body.message]).toEqual([
        401,
        "This code is incorrect, expired, or already used",
      ]);
    }
    expect((await request({ email, password, otp: totpCode(secret, 1) })).status).toBe(200);
    expect((await request({ email, password, otp: totpCode(secret, 3) })).status).toBe(401);
  });

  test("takes a recovery code once, records it, and tells the person how many are left", async () => {
    const merchant = await mintMerchant();
    const { email, ctx } = merchant;
    const { recoveryCodes } = await addTotp(merchant);
    await takeMail(ctx, email);
    const [otp] = recoveryCodes;
    const answers = await Promise.all([1, 2, 3].map(() => request({ email, password, otp })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    const events = await ctx.db
      .select({ after: auditEvents.after })
      .from(auditEvents)
      .where(
        sql`${auditEvents.merchantId} = ${ctx.merchantId} and action = 'account.recovery_code_used'`,
      );
    expect(events).toEqual([{ after: { left: 9 } }]);
    const mails = await takeMail(ctx, email);
    const told = mails.filter(({ text }) => text.includes("Recovery codes left"));
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringContaining("Recovery codes left: 9"),
    ]);
  });

  test("is slowed after ten wrong codes, from whichever address; a right one costs nothing", async () => {
    const merchant = await mintMerchant();
    const { email } = merchant;
    const { recoveryCodes, secret } = await addTotp(merchant);
    const from = (i: number) => ({ "x-forwarded-for": `198.51.100.${i}` });
    for (const [i, otp] of recoveryCodes.slice(0, 3).entries()) {
      expect((await request({ email, password, otp }, from(i))).status).toBe(200);
    }
    for (let i = 0; i < 10; i++) {
      expect((await request({ email, password, otp: `bad ${i}` }, from(i))).status).toBe(401);
    }
    const refused = await request({ email, password, otp: totpCode(secret) }, from(99));
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit")).toMatch(/^"second-factor";r=0;/);
  });

  test("gives a session that the policy of its company is content with", async () => {
    const merchant = await mintMerchant();
    const { email, ctx } = merchant;
    await ctx.db
      .update(merchants)
      .set({ requireSecondFactor: true })
      .where(eq(merchants.id, ctx.merchantId));
    const before = (await request({ email, password })).body.accessToken;
    const refused = await call(LIST, { token: before });
    expect([refused.status, refused.body.message]).toEqual([
      403,
      "Your company requires two-factor authentication. Add a second factor to your account first",
    ]);
    const { secret } = await addTotp(merchant);
    const { accessToken } = (await request({ email, password, otp: totpCode(secret) })).body;
    expect((await call(LIST, { token: accessToken })).status).toBe(200);
  });
});

describe("a token request", () => {
  test("names one of the person's companies, and none that is not theirs", async () => {
    const merchant = await mintMerchant();
    const { email, ctx } = merchant;
    const other = (await mintMerchant()).ctx.merchantId;
    const stranger = await request({ email, password, merchantId: other });
    expect([stranger.status, stranger.body.message]).toEqual([401, "Incorrect email or password"]);
    await ctx.db
      .insert(memberships)
      .values({ merchantId: other, userId: ctx.caller.userId, role: "viewer" });
    for (const merchantId of [other, ctx.merchantId]) {
      expect((await request({ email, password, merchantId })).status).toBe(200);
      const [latest] = await ctx.db
        .select({ merchantId: sessions.merchantId })
        .from(sessions)
        .where(eq(sessions.userId, ctx.caller.userId))
        .orderBy(sql`created_at desc`)
        .limit(1);
      expect(latest?.merchantId).toBe(merchantId);
    }
    for (const merchantId of [1, "", "mer_\u0000"]) {
      const malformed = await request({ email, password, merchantId });
      expect([malformed.status, malformed.body.details[0].field]).toEqual([400, "merchantId"]);
    }
  });

  test("is slowed after a hundred guesses at one account, from however many addresses", async () => {
    const { email } = await mintMerchant();
    const guess = (i: number, text: string) =>
      request({ email, password: text }, { "x-forwarded-for": `203.0.113.${i}` });
    for (let i = 0; i < 100; i++) await guess(i % 20, "wrong");
    const refused = await guess(30, password);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit")).toMatch(/^"sign-in-everywhere";r=0;/);
    // The account's owner, in the network and with the program that they signed up with.
    const own = { "x-forwarded-for": "192.0.2.77", "user-agent": "vitest" };
    expect((await request({ email, password }, own)).status).toBe(200);
  }, 60_000);
});

test("a password opens the company that takes one, whichever was opened last", async () => {
  const { ctx, email } = await mintMerchant();
  const { ctx: other } = await mintMerchant();
  const { userId } = ctx.caller;
  const member = { userId, role: "viewer" as const, lastOpenedAt: new Date(Date.now() + 60_000) };
  await ctx.db.insert(memberships).values({ ...member, merchantId: other.merchantId });
  const credentials = { email, password: testPassword };
  const open = async () => (await signInWithPassword(ctx, "portal", credentials)).merchantId;
  expect(await open()).toBe(other.merchantId);
  const theirs = eq(merchants.id, other.merchantId);
  await ctx.db.update(merchants).set({ singleSignOnOnly: true }).where(theirs);
  expect(await open()).toBe(ctx.merchantId);
  const mine = eq(merchants.id, ctx.merchantId);
  await ctx.db.update(merchants).set({ singleSignOnOnly: true }).where(mine);
  await expect(open()).rejects.toMatchObject({ code: "forbidden" });
});
