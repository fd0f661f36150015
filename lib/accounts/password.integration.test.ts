import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as PASSWORD } from "#app/api/v1/account/password/route.ts";
import { POST as TOKEN } from "#app/api/v1/auth/token/route.ts";
import { POST as SIGN_UP } from "#app/api/v1/merchants/route.ts";
import { users } from "#drizzle/schema.ts";
import { isPasswordRight } from "#lib/accounts/check-password.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintMerchant } from "#lib/testing/records/merchants.ts";

const composed = "grünes fahrrad im möwennest";
const decomposed = composed.normalize("NFD");
const wideSpaces = composed.replaceAll(" ", "\u00a0");
const forms = [composed, decomposed, wideSpaces, decomposed.replaceAll(" ", "\u2003")];

async function signUp(password: string): Promise<string> {
  const email = `${randomUUID()}@example.test`;
  const body = { merchantName: "Shop", email, password };
  expect((await call(SIGN_UP, { body })).status).toBe(201);
  return email;
}

const signIn = async (email: string, password: string) =>
  (await call(TOKEN, { body: { email, password } })).status;

describe("a password", () => {
  test("is the same however its letters and spaces are composed", async () => {
    for (const chosen of [composed, decomposed]) {
      const email = await signUp(chosen);
      for (const typed of forms) expect(await signIn(email, typed)).toBe(200);
      expect(await signIn(email, composed.replace("ü", "u"))).toBe(401);
      expect(await signIn(email, composed.toUpperCase())).toBe(401);
    }
  });

  test("of a hash from before still works in the form it was typed in, and is hashed anew", async () => {
    const { ctx, email } = await mintMerchant();
    const { userId } = ctx.caller;
    for (const old of [decomposed, wideSpaces]) {
      const passwordHash = await hash(old);
      await ctx.db.update(users).set({ passwordHash }).where(eq(users.id, userId));
      expect(await signIn(email, "not the password")).toBe(401);
      expect(await signIn(email, old)).toBe(200);
      const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
      expect(user?.passwordHash).not.toBe(passwordHash);
      for (const typed of forms) expect(await signIn(email, typed)).toBe(200);
    }
  });

  test("that was hashed decomposed is found by whoever types it composed", async () => {
    const { ctx } = await mintMerchant();
    const person = { userId: ctx.caller.userId, passwordHash: await hash(decomposed) };
    expect(await isPasswordRight(ctx, person, composed)).toBe(true);
    expect(await isPasswordRight(ctx, { ...person, passwordHash: null }, composed)).toBe(false);
    expect(await isPasswordRight(ctx, undefined, composed)).toBe(false);
  });

  test("has its length counted in the form in which it is compared", async () => {
    const body = { merchantName: "Shop", email: `${randomUUID()}@example.test` };
    const short = await call(SIGN_UP, { body: { ...body, password: "üöäüöä".normalize("NFD") } });
    expect([short.status, short.body.details[0].field]).toEqual([400, "password"]);
  });

  test("that was changed meanwhile begins no session", async () => {
    const { ctx, email, token } = await mintMerchant();
    const { userId } = ctx.caller;
    const stillHolds = eq(users.passwordVersion, 0);
    const begin = () =>
      startSession(
        ctx,
        "token",
        { merchantId: ctx.merchantId, userId },
        {
          hasSecondFactor: false,
          provider: null,
          stillHolds,
        },
      );
    await begin();
    const body = { currentPassword: "correct horse battery staple", newPassword: composed };
    expect((await call(PASSWORD, { token, body })).status).toBe(204);
    await expect(begin()).rejects.toMatchObject({ code: "unauthorized" });
    expect(await signIn(email, composed)).toBe(200);
  });
});

describe("an email address of an international domain", () => {
  test("is one account in every form of the domain", async () => {
    const name = randomUUID();
    const body = { merchantName: "Shop", password: composed };
    const sign = (email: string) => call(SIGN_UP, { body: { ...body, email } });
    expect((await sign(`${name}@xn--mller-kva.example`)).status).toBe(201);
    for (const domain of ["müller.example", "MÜLLER.Example", "müller.example".normalize("NFD")]) {
      expect((await sign(`${name}@${domain}`)).status).toBe(409);
      expect(await signIn(`${name}@${domain}`, composed)).toBe(200);
    }
    expect((await sign(`${randomUUID()}@bücher。example`)).status).toBe(201);
  });

  test("is refused where it is no domain", async () => {
    const body = { merchantName: "Shop", password: composed };
    for (const domain of [
      "ü",
      "ü:80",
      "ü/x.example",
      "ü%41.example",
      "ü..example",
      "ü@.example",
      "ü .example",
      "\u{1f4a9}..example",
    ]) {
      const email = `${randomUUID()}@${domain}`;
      const answer = await call(SIGN_UP, { body: { ...body, email } });
      expect([domain, answer.status, answer.body.details?.[0].field]).toEqual([
        domain,
        400,
        "email",
      ]);
    }
  });
});
