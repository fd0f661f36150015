import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { POST as NEW_PASSKEY_OPTIONS } from "#app/api/v1/account/passkeys/options/route.ts";
import { POST as ADD_PASSKEY } from "#app/api/v1/account/passkeys/route.ts";
import { POST as PROOF_OPTIONS } from "#app/api/v1/account/proof/options/route.ts";
import { POST as PROVE } from "#app/api/v1/account/proof/route.ts";
import { GET } from "#app/api/v1/account/second-factor/route.ts";
import { POST as BEGIN } from "#app/api/v1/account/totp/route.ts";
import { auditEvents, sessions, users } from "#drizzle/schema.ts";
import { getServer } from "#lib/runtime/server.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { Authenticator } from "#lib/testing/identity/authenticator.ts";
import { addTotp, totpCode } from "#lib/testing/identity/totp.ts";
import { mintMerchant, type TestMember, testPassword } from "#lib/testing/records/merchants.ts";

const origin = "http://keys.test";
const site = { host: "keys.test", origin };

async function letProofsGrowOld({ ctx }: TestMember): Promise<void> {
  const provedAt = new Date(Date.now() - 11 * 60_000);
  await ctx.db.update(sessions).set({ provedAt }).where(eq(sessions.userId, ctx.caller.userId));
}

async function openPortal({ ctx }: TestMember) {
  const { merchantId, caller } = ctx;
  const session = await startSession(ctx, "portal", { merchantId, userId: caller.userId });
  const token = { sid: session.claim.sessionId };
  const secret = getServer().env.KEYSMITH_SESSION_SECRET[0].text;
  return { cookie: `keysmith.session=${await encode({ token, secret })}` };
}

const prove = ({ token }: TestMember, body: object) => call(PROVE, { token, headers: site, body });
const mayChange = async ({ token }: TestMember) =>
  (await call(BEGIN, { token, method: "POST" })).status !== 403;

describe("POST /api/v1/account/proof", () => {
  test("renews an old proof by the password where there is no second factor", async () => {
    const merchant = await mintMerchant();
    await letProofsGrowOld(merchant);
    expect(await mayChange(merchant)).toBe(false);
    const wrong = await prove(merchant, { password: "not the right one" });
    expect([wrong.status, wrong.body.details]).toEqual([
      400,
      [{ field: "password", message: "Incorrect password" }],
    ]);
    expect(await mayChange(merchant)).toBe(false);
    expect((await prove(merchant, { password: testPassword })).status).toBe(204);
    expect(await mayChange(merchant)).toBe(true);
    const events = await merchant.ctx.db
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(eq(auditEvents.sessionId, merchant.ctx.claim.sessionId));
    expect(events.filter(({ action }) => action === "account.proved")).toHaveLength(1);
  });

  test("takes a code of the app or a recovery code, each once, and not the password alone", async () => {
    const merchant = await mintMerchant();
    const { secret, recoveryCodes } = await addTotp(merchant);
    const [recoveryCode = ""] = recoveryCodes;
    await letProofsGrowOld(merchant);
    const byPassword = await prove(merchant, { password: testPassword });
    expect([byPassword.status, byPassword.body.details[0].field]).toEqual([400, "password"]);
    expect((await prove(merchant, { otp: "000000" })).body.details[0].field).toBe("otp");
    expect(await mayChange(merchant)).toBe(false);
    for (const otp of [totpCode(secret), recoveryCode.toUpperCase().replaceAll("-", " ")]) {
      await letProofsGrowOld(merchant);
      expect((await prove(merchant, { otp })).status).toBe(204);
      expect(await mayChange(merchant)).toBe(true);
      expect((await prove(merchant, { otp })).status).toBe(400);
    }
    const { body } = await call(GET, { token: merchant.token });
    expect(body.recoveryCodesLeft).toBe(9);
  });

  test("takes a passkey of the caller's that answers a challenge of theirs", async () => {
    const merchant = await mintMerchant();
    const { token } = merchant;
    const options = () => call(PROOF_OPTIONS, { token, headers: site, method: "POST" });
    expect((await options()).status).toBe(409);
    const device = new Authenticator(origin);
    const made = await call(NEW_PASSKEY_OPTIONS, { token, headers: site, method: "POST" });
    const body = { name: "Phone", response: device.create(made.body.challenge) };
    await call(ADD_PASSKEY, { token, headers: site, body });
    await letProofsGrowOld(merchant);
    const { challenge, allowCredentials } = (await options()).body;
    expect(allowCredentials).toMatchObject([{ id: device.id }]);
    const strange = new Authenticator(origin).get(challenge);
    expect((await prove(merchant, { passkey: strange })).status).toBe(400);
    expect((await prove(merchant, { passkey: device.get(challenge) })).status).toBe(400);
    const next = (await options()).body.challenge;
    expect((await prove(merchant, { passkey: device.get(next) })).status).toBe(204);
    expect(await mayChange(merchant)).toBe(true);
  });

  test("gives the portal's session a new id, and the old one is worth nothing", async () => {
    const merchant = await mintMerchant();
    const { cookie } = await openPortal(merchant);
    await letProofsGrowOld(merchant);
    const headers = { ...site, cookie };
    const proved = await call(PROVE, { headers, body: { password: testPassword } });
    expect(proved.status).toBe(204);
    const renewed = proved.headers.get("set-cookie") ?? "";
    expect(renewed).toMatch(
      /^keysmith\.session=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    );
    expect((await call(GET, { headers })).status).toBe(401);
    const fresh = { ...site, cookie: renewed.split(";")[0] ?? "" };
    expect((await call(GET, { headers: fresh })).status).toBe(200);
    expect((await call(BEGIN, { headers: fresh, method: "POST" })).status).toBe(201);
  });

  test("is slowed after ten wrong codes, from wherever they come", async () => {
    const merchant = await mintMerchant();
    const { secret } = await addTotp(merchant);
    for (let i = 0; i < 10; i++) {
      expect((await prove(merchant, { otp: `bad ${i}` })).status).toBe(400);
    }
    const refused = await prove(merchant, { otp: totpCode(secret) });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("sends whoever has neither password nor second factor to their identity provider", async () => {
    const merchant = await mintMerchant();
    const { ctx } = merchant;
    await ctx.db.update(users).set({ passwordHash: null }).where(eq(users.id, ctx.caller.userId));
    const { status, body } = await prove(merchant, { password: testPassword });
    expect([status, body.message]).toEqual([
      409,
      "Your account has no password or second factor. Sign in again with your identity provider",
    ]);
  });

  test.each([
    [{}, "password"],
    [{ password: "a", otp: "b" }, "password"],
    [{ otp: 1 }, "otp"],
    [{ passkey: {} }, "passkey.id"],
    [{ password: testPassword, userId: "usr_x" }, "userId"],
  ])("is 400 for %j, naming %s", async (body, field) => {
    const { status, body: answer } = await prove(await mintMerchant(), body);
    expect(status).toBe(400);
    expect(answer.details.map((detail: { field: string }) => detail.field)).toContain(field);
  });

  test("is nobody's who is not signed in", async () => {
    expect((await call(PROVE, { body: { password: testPassword } })).status).toBe(401);
    expect((await call(PROOF_OPTIONS, { method: "POST" })).status).toBe(401);
  });
});
