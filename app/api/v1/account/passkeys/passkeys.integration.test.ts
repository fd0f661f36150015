import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DELETE as REMOVE, PATCH as RENAME } from "#app/api/v1/account/passkeys/[id]/route.ts";
import { POST as OPTIONS } from "#app/api/v1/account/passkeys/options/route.ts";
import { POST as ADD } from "#app/api/v1/account/passkeys/route.ts";
import { GET } from "#app/api/v1/account/second-factor/route.ts";
import { POST as SIGN_IN_OPTIONS } from "#app/api/v1/auth/passkey/options/route.ts";
import { passkeyChallenges, passkeys } from "#drizzle/schema.ts";
import { signInWithPasskey } from "#lib/auth/passkey-sign-in.ts";
import { forgetChallenges } from "#lib/second-factor/passkey-challenge.ts";
import { call } from "#lib/testing/api/requests.ts";
import { Authenticator } from "#lib/testing/identity/authenticator.ts";
import { mintMerchant, type TestMember } from "#lib/testing/records/merchants.ts";

const origin = "http://keys.test";
const party = { id: "keys.test", origin };
const headers = { host: "keys.test" };

const options = ({ token }: TestMember) => call(OPTIONS, { token, headers, method: "POST" });
const read = async ({ token }: TestMember) => (await call(GET, { token })).body;

async function add(
  member: TestMember,
  device = new Authenticator(origin),
  change: Parameters<Authenticator["create"]>[1] = {},
) {
  const { challenge } = (await options(member)).body;
  const body = { name: "Laptop", response: device.create(challenge, change) };
  return { device, body, answer: await call(ADD, { token: member.token, headers, body }) };
}

const challengeFor = async () =>
  (await call(SIGN_IN_OPTIONS, { method: "POST", headers })).body.challenge as string;

describe("a passkey", () => {
  test("is made for this site and this person, and shown without its key", async () => {
    const merchant = await mintMerchant();
    const asked = await options(merchant);
    expect(asked.status).toBe(200);
    expect(asked.body).toMatchObject({
      rp: { id: "keys.test", name: "Keysmith" },
      user: { name: merchant.email },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [],
    });
    const { device, answer } = await add(merchant);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      passkey: {
        id: device.id,
        name: "Laptop",
        createdAt: expect.stringMatching(/Z$/),
        lastUsedAt: null,
        isSynced: false,
      },
      recoveryCodes: expect.any(Array),
    });
    expect((await read(merchant)).passkeys).toEqual([answer.body.passkey]);
    const again = await options(merchant);
    expect(again.body.excludeCredentials).toEqual([
      { id: device.id, transports: ["internal"], type: "public-key" },
    ]);
    expect((await add(merchant)).answer.body.recoveryCodes).toBe(null);
  });

  test("is refused for another site, without the person's verification, or to another's challenge", async () => {
    const merchant = await mintMerchant();
    const changes = [
      { origin: "http://evil.test" },
      { rpId: "evil.test" },
      { origin: "http://keys.test:81" },
      { isVerified: false },
    ];
    for (const change of changes) {
      const { answer } = await add(merchant, new Authenticator(origin), change);
      expect([change, answer.status]).toEqual([change, 400]);
      expect(answer.body.details[0].field).toBe("response");
    }
    const theirs = (await options(await mintMerchant())).body.challenge;
    for (const challenge of [theirs, await challengeFor(), "AAAA"]) {
      const body = { name: "Laptop", response: new Authenticator(origin).create(challenge) };
      const { status } = await call(ADD, { token: merchant.token, headers, body });
      expect(status).toBe(400);
    }
    expect((await read(merchant)).passkeys).toEqual([]);
  });

  test("answers a challenge once, within five minutes", async () => {
    const merchant = await mintMerchant();
    const { body } = await add(merchant);
    const send = () => call(ADD, { token: merchant.token, headers, body });
    expect((await send()).status).toBe(400);
    const { challenge } = (await options(merchant)).body;
    await merchant.ctx.db
      .update(passkeyChallenges)
      .set({ expiresAt: sql`now() - interval '1 second'` });
    const late = { name: "Late", response: new Authenticator(origin).create(challenge) };
    expect((await call(ADD, { token: merchant.token, headers, body: late })).status).toBe(400);
    await forgetChallenges(merchant.ctx);
    expect(await merchant.ctx.db.select().from(passkeyChallenges)).toEqual([]);
  });

  test("belongs to one account only", async () => {
    const { device } = await add(await mintMerchant());
    expect((await add(await mintMerchant(), device)).answer.status).toBe(409);
  });

  test("is renamed and removed by its owner alone; the last one takes the codes along", async () => {
    const merchant = await mintMerchant();
    const { device } = await add(merchant);
    const params = { id: device.id };
    const stranger = (await mintMerchant()).token;
    const rename = (token: string, body: object = { name: "Old laptop" }) =>
      call(RENAME, { token, params, method: "PATCH", body });
    const remove = (token: string) => call(REMOVE, { token, params, method: "DELETE" });
    expect([(await rename(stranger)).status, (await remove(stranger)).status]).toEqual([404, 404]);
    const weird = { token: merchant.token, params: { id: "a\u0000b" }, method: "DELETE" };
    expect((await call(REMOVE, weird)).status).toBe(404);
    expect((await rename(merchant.token, { name: "" })).body.details[0].field).toBe("name");
    expect((await rename(merchant.token)).body).toMatchObject({ name: "Old laptop" });
    expect((await remove(merchant.token)).status).toBe(204);
    expect((await remove(merchant.token)).status).toBe(404);
    expect(await read(merchant)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
  });

  test.each([
    [{}, "response"],
    [{ response: { id: "a" } }, "response.rawId"],
    [{ response: "x" }, "response"],
    [{ response: null, name: "" }, "name"],
  ])("is 400 where the body is %j, naming %s", async (body, field) => {
    const { token } = await mintMerchant();
    const { status, body: answer } = await call(ADD, { token, headers, body });
    expect(status).toBe(400);
    expect(answer.details.map((detail: { field: string }) => detail.field)).toContain(field);
  });
});

describe("signing in by a passkey", () => {
  test("begins a session with both factors for whoever owns it", async () => {
    const merchant = await mintMerchant();
    const { device } = await add(merchant);
    const session = await signInWithPasskey(
      merchant.ctx,
      device.get(await challengeFor(), { userHandle: merchant.ctx.caller.userId }),
      party,
    );
    expect(session.caller.email).toBe(merchant.email);
    expect(session.claim.kind).toBe("portal");
    expect(session.session.hasSecondFactor).toBe(true);
    expect((await read(merchant)).passkeys[0].lastUsedAt).toMatch(/Z$/);
  });

  test("is refused in one way for everything that is wrong with the answer", async () => {
    const merchant = await mintMerchant();
    const { device } = await add(merchant);
    const own = (await options(merchant)).body.challenge;
    const spent = await challengeFor();
    await signInWithPasskey(merchant.ctx, device.get(spent), party);
    const wrong = [
      device.get(spent),
      device.get(own),
      device.get(await challengeFor(), { origin: "http://evil.test" }),
      device.get(await challengeFor(), { rpId: "evil.test" }),
      device.get(await challengeFor(), { isVerified: false }),
      device.get(await challengeFor(), { userHandle: "usr_somebody" }),
      new Authenticator(origin).get(await challengeFor()),
      { ...new Authenticator(origin).get(await challengeFor()), id: device.id, rawId: device.id },
    ];
    for (const answer of wrong) {
      await expect(signInWithPasskey(merchant.ctx, answer, party)).rejects.toMatchObject({
        code: "unauthorized",
        message: "No account uses this passkey",
      });
    }
  });

  test("is refused where the counter lags behind, as that of a copy does", async () => {
    const merchant = await mintMerchant();
    const { device } = await add(merchant);
    const signIn = async (counter: number) =>
      signInWithPasskey(merchant.ctx, device.get(await challengeFor(), { counter }), party);
    await signIn(7);
    await expect(signIn(7)).rejects.toMatchObject({ code: "unauthorized" });
    await expect(signIn(0)).rejects.toMatchObject({ code: "unauthorized" });
    await signIn(8);
    const [row] = await merchant.ctx.db.select().from(passkeys).where(eq(passkeys.id, device.id));
    expect(row?.counter).toBe(8);
  });

  test("answers a challenge once, also where two come at once", async () => {
    const merchant = await mintMerchant();
    const { device } = await add(merchant);
    const answer = device.get(await challengeFor());
    const attempts = await Promise.allSettled(
      [1, 2, 3].map(() => signInWithPasskey(merchant.ctx, answer, party)),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
