import { and, eq, notLike } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as RECOVERY_CODES } from "#app/api/v1/account/recovery-codes/route.ts";
import { GET } from "#app/api/v1/account/second-factor/route.ts";
import { POST as CONFIRM } from "#app/api/v1/account/totp/confirm/route.ts";
import { POST as BEGIN, DELETE as REMOVE } from "#app/api/v1/account/totp/route.ts";
import { auditEvents, merchants, recoveryCodes, sessions, totpSecrets } from "#drizzle/schema.ts";
import { call } from "#lib/testing/api/requests.ts";
import { addTotp, totpCode } from "#lib/testing/identity/totp.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { ageProof, mintMerchant, type TestMember } from "#lib/testing/records/merchants.ts";

const begin = ({ token }: TestMember) => call(BEGIN, { token, method: "POST" });
const confirm = ({ token }: TestMember, code: string) => call(CONFIRM, { token, body: { code } });
const remove = ({ token }: TestMember) => call(REMOVE, { token, method: "DELETE" });
const read = async ({ token }: TestMember) => (await call(GET, { token })).body;

async function readActions({ ctx }: TestMember): Promise<string[]> {
  const rows = await ctx.db
    .select({ action: auditEvents.action })
    .from(auditEvents)
    .where(
      and(eq(auditEvents.merchantId, ctx.merchantId), notLike(auditEvents.action, "security.%")),
    )
    .orderBy(auditEvents.id);
  return rows.map(({ action }) => action).slice(2);
}

async function letProofGrowOld({ ctx }: TestMember): Promise<void> {
  const provedAt = new Date(Date.now() - 11 * 60_000);
  await ctx.db.update(sessions).set({ provedAt }).where(eq(sessions.id, ctx.claim.sessionId));
}

describe("an authenticator app", () => {
  test("is a second factor once a code has shown that it has the secret", async () => {
    const merchant = await mintMerchant();
    const begun = await begin(merchant);
    expect(begun.status).toBe(201);
    const { secret, uri } = begun.body;
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toBe(
      `otpauth://totp/Keysmith:${encodeURIComponent(merchant.email)}?issuer=Keysmith&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(await read(merchant)).toMatchObject({ hasTotp: false, recoveryCodesLeft: 0 });
    const wrong = await confirm(merchant, "000000");
    expect([wrong.status, wrong.body.details[0].field]).toEqual([400, "code"]);
    const code = totpCode(secret);
    const confirmed = await confirm(merchant, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect(confirmed.status).toBe(200);
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    for (const recoveryCode of confirmed.body.recoveryCodes) {
      expect(recoveryCode).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){2}$/);
    }
    expect(await read(merchant)).toEqual({
      hasTotp: true,
      recoveryCodesLeft: 10,
      passkeys: [],
      hasPassword: true,
      isDemanded: false,
    });
    expect(await readActions(merchant)).toEqual([
      "account.totp_added",
      "account.recovery_codes_made",
    ]);
    const [mail] = await takeMail(merchant.ctx, merchant.email);
    expect(mail?.subject).toBe("An authenticator app was added to your account");
    expect(mail?.text).not.toContain(secret);
  });

  test("is begun anew until it is confirmed, and then no more", async () => {
    const merchant = await mintMerchant();
    const first = (await begin(merchant)).body.secret;
    const second = (await begin(merchant)).body.secret;
    expect((await confirm(merchant, totpCode(first))).status).toBe(400);
    const code = totpCode(second);
    const both = await Promise.all([confirm(merchant, code), confirm(merchant, code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await begin(merchant)).status).toBe(409);
    expect(await read(merchant)).toMatchObject({ hasTotp: true, recoveryCodesLeft: 10 });
  });

  test("leaves neither its secret nor a recovery code in the database in the open", async () => {
    const merchant = await mintMerchant();
    const { secret, recoveryCodes: codes } = await addTotp(merchant);
    const rows = JSON.stringify([
      await merchant.ctx.db.select().from(totpSecrets),
      await merchant.ctx.db.select().from(recoveryCodes),
      await merchant.ctx.db.select().from(auditEvents),
    ]);
    for (const text of [secret, ...codes, ...codes.map((code) => code.replaceAll("-", ""))]) {
      expect(rows).not.toContain(text);
    }
  });

  test("lets the session count as one with a second factor until it is removed", async () => {
    const merchant = await mintMerchant();
    const { ctx } = merchant;
    await ctx.db
      .update(merchants)
      .set({ requireSecondFactor: true })
      .where(eq(merchants.id, ctx.merchantId));
    const { secret } = (await begin(merchant)).body;
    await confirm(merchant, totpCode(secret));
    const [session] = await ctx.db
      .select()
      .from(sessions)
      .where(eq(sessions.id, ctx.claim.sessionId));
    expect(session?.hasSecondFactor).toBe(true);
    expect((await read(merchant)).isDemanded).toBe(true);
    await remove(merchant);
    const [after] = await ctx.db
      .select()
      .from(sessions)
      .where(eq(sessions.userId, ctx.caller.userId));
    expect(after?.hasSecondFactor).toBe(false);
  });

  test("takes its recovery codes along when it is removed; removing it again changes nothing", async () => {
    const merchant = await mintMerchant();
    await addTotp(merchant);
    expect([(await remove(merchant)).status, (await remove(merchant)).status]).toEqual([204, 204]);
    expect(await read(merchant)).toMatchObject({ hasTotp: false, recoveryCodesLeft: 0 });
    expect((await readActions(merchant)).slice(2)).toEqual(["account.totp_removed"]);
    const mails = await takeMail(merchant.ctx, merchant.email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      "An authenticator app was added to your account",
      "The authenticator app was removed from your account",
    ]);
  });

  test("is begun and removed only after a recent proof", async () => {
    const merchant = await mintMerchant();
    await letProofGrowOld(merchant);
    for (const { status, headers } of [
      await begin(merchant),
      await remove(merchant),
      await call(RECOVERY_CODES, { token: merchant.token, method: "POST" }),
    ]) {
      expect(status).toBe(403);
      expect(headers.get("www-authenticate")).toBe(
        'Bearer error="insufficient_user_authentication", max_age="600"',
      );
    }
  });

  test("is confirmed within 15 minutes of its set-up, and after a recent proof", async () => {
    const merchant = await mintMerchant();
    const { secret } = (await begin(merchant)).body;
    await letProofGrowOld(merchant);
    const unproved = await confirm(merchant, totpCode(secret));
    expect([unproved.status, unproved.body.recoveryCodes]).toEqual([403, undefined]);
    await ageProof(merchant, 0);
    const own = eq(totpSecrets.userId, merchant.ctx.caller.userId);
    const begunAt = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await merchant.ctx.db
      .update(totpSecrets)
      .set({ createdAt: begunAt(16) })
      .where(own);
    const late = await confirm(merchant, totpCode(secret));
    expect([late.status, late.body.message]).toEqual([409, expect.stringContaining("has expired")]);
    await merchant.ctx.db
      .update(totpSecrets)
      .set({ createdAt: begunAt(14) })
      .where(own);
    expect((await confirm(merchant, totpCode(secret))).status).toBe(200);
  });

  test("is no new proof of who the person is", async () => {
    const merchant = await mintMerchant();
    const { secret } = (await begin(merchant)).body;
    await ageProof(merchant, 9);
    expect((await confirm(merchant, totpCode(secret))).status).toBe(200);
    const own = eq(sessions.id, merchant.ctx.claim.sessionId);
    const [session] = await merchant.ctx.db.select().from(sessions).where(own);
    expect(Date.now() - Number(session?.provedAt)).toBeGreaterThan(8 * 60_000);
  });

  test("is nobody's who is not signed in", async () => {
    const answers = [
      await call(GET),
      await call(BEGIN, { method: "POST" }),
      await call(CONFIRM, { body: { code: "000000" } }),
      await call(REMOVE, { method: "DELETE" }),
      await call(RECOVERY_CODES, { method: "POST" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });

  test("is none of a machine's business", async () => {
    const merchant = await mintMerchant();
    const machine = {
      ...merchant.ctx,
      claim: { ...merchant.ctx.claim, kind: "api_token" },
    } as const;
    await expect(addTotp({ ...merchant, ctx: machine })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("recovery codes", () => {
  test("are made anew as a whole, and only where there is a second factor", async () => {
    const merchant = await mintMerchant();
    const make = () => call(RECOVERY_CODES, { token: merchant.token, method: "POST" });
    expect((await make()).status).toBe(409);
    await addTotp(merchant);
    const made = await Promise.all([make(), make(), make()]);
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(made.flatMap(({ body }) => body.recoveryCodes)).size).toBe(30);
    expect((await read(merchant)).recoveryCodesLeft).toBe(10);
  });
});
