import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as ROTATE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { apiKeys, merchants, sessions } from "#drizzle/schema.ts";
import { config } from "#keysmith.config.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import type { Config } from "#lib/config.ts";
import type { MerchantContext } from "#lib/context.ts";
import { findSession } from "#lib/sessions/sessions.ts";
import { call } from "#lib/testing/api/requests.ts";
import { withConfig } from "#lib/testing/records/api-keys.ts";
import { mintApplication, mintMerchant, type TestMember } from "#lib/testing/records/merchants.ts";

const description = "Checkout";

async function ageProof({ db, claim }: MerchantContext, minutes: number): Promise<void> {
  const provedAt = sql`now() - make_interval(mins => ${minutes})`;
  await db.update(sessions).set({ provedAt }).where(eq(sessions.id, claim.sessionId));
}

async function create({ ctx, token }: TestMember, environment: "live" | "test") {
  const { id } = await mintApplication(ctx, environment);
  return call(CREATE, { token, params: { id }, body: { description } });
}

/** The same session as the database has it now. */
async function renewed(ctx: MerchantContext, changes: Partial<Config> = {}) {
  const found = await findSession(ctx, ctx.claim);
  if (!found) throw new Error("the session has ended");
  return withConfig(found, changes);
}

describe("the secret of a live key", () => {
  test("is made only for whoever proved who they are within ten minutes", async () => {
    const owner = await mintMerchant();
    const fresh = await create(owner, "live");
    expect(fresh.status).toBe(201);
    await ageProof(owner.ctx, 9);
    expect((await create(owner, "live")).status).toBe(201);
    await ageProof(owner.ctx, 11);
    const params = { id: fresh.body.applicationId, keyId: fresh.body.id };
    const refused = [
      await create(owner, "live"),
      await call(ROTATE, { method: "POST", token: owner.token, params }),
    ];
    for (const { status, body, headers } of refused) {
      expect([status, body.error]).toEqual([403, "Forbidden"]);
      expect(body.message).toMatch(/^Confirm it's you/);
      expect(headers.get("www-authenticate")).toBe(
        'Bearer error="insufficient_user_authentication", max_age="600"',
      );
    }
    const keys = eq(apiKeys.merchantId, owner.ctx.merchantId);
    expect(await owner.ctx.db.select().from(apiKeys).where(keys)).toHaveLength(2);
  });

  test("is not what a test key, a look, or a machine is asked for", async () => {
    const owner = await mintMerchant();
    await ageProof(owner.ctx, 60);
    const test = await create(owner, "test");
    expect(test.status).toBe(201);
    const params = { id: test.body.applicationId, keyId: test.body.id };
    const rotate = await call(ROTATE, { method: "POST", token: owner.token, params });
    expect(rotate.status).toBe(201);
    expect((await call(LIST, { token: owner.token, params })).status).toBe(200);
    const { id: applicationId } = await mintApplication(owner.ctx);
    const machine = { kind: "api_token" as const, name: "Deploys" };
    const { sessionId } = owner.ctx.claim;
    await owner.ctx.db.update(sessions).set(machine).where(eq(sessions.id, sessionId));
    const ctx = { ...owner.ctx, claim: { ...owner.ctx.claim, kind: machine.kind } };
    const key = await createApiKey(ctx, { applicationId, description });
    const ref = { applicationId, keyId: key.id, overlapSeconds: 0 };
    await expect(rotateApiKey(await renewed(ctx), ref)).resolves.toMatchObject({ isReplay: false });
  });

  test("asks for what the operator's configuration says", async () => {
    const { ctx } = await mintMerchant();
    await ageProof(ctx, 60);
    const live = (await mintApplication(ctx, "live")).id;
    const test = (await mintApplication(ctx, "test")).id;
    const withStepUp = (stepUp: "off" | "live" | "all") =>
      withConfig(ctx, { policies: { ...config.policies, stepUp } });
    const tries = [
      ["off", live, true],
      ["off", test, true],
      ["live", live, false],
      ["live", test, true],
      ["all", live, false],
      ["all", test, false],
    ] as const;
    for (const [stepUp, applicationId, isMade] of tries) {
      const made = createApiKey(withStepUp(stepUp), { applicationId, description });
      expect([
        stepUp,
        applicationId,
        await made.then(
          () => true,
          (error) => error.code,
        ),
      ]).toEqual([stepUp, applicationId, isMade || "forbidden"]);
    }
  });
});

describe("a company", () => {
  test("that demands a second factor lets nobody do anything without one", async () => {
    const owner = await mintMerchant();
    const { ctx, token } = owner;
    const { id } = await mintApplication(ctx);
    const mine = eq(merchants.id, ctx.merchantId);
    await ctx.db.update(merchants).set({ requireSecondFactor: true }).where(mine);
    const answers = [
      await call(CREATE, { token, params: { id }, body: { description } }),
      await call(LIST, { token, params: { id } }),
    ];
    for (const { status, body } of answers) {
      expect([status, body.message]).toEqual([
        403,
        "Your company requires two-factor authentication. Add a second factor to your account first",
      ]);
    }
    const { sessionId } = ctx.claim;
    await ctx.db.update(sessions).set({ hasSecondFactor: true }).where(eq(sessions.id, sessionId));
    expect((await create(owner, "live")).status).toBe(201);
  });

  test("that wants single sign-on has no session that a provider did not vouch for", async () => {
    const { ctx, token } = await mintMerchant();
    const { id } = await mintApplication(ctx);
    const mine = eq(merchants.id, ctx.merchantId);
    await ctx.db.update(merchants).set({ singleSignOnOnly: true }).where(mine);
    expect((await call(LIST, { token, params: { id } })).status).toBe(401);
    const { sessionId } = ctx.claim;
    await ctx.db.update(sessions).set({ provider: "oidc" }).where(eq(sessions.id, sessionId));
    expect((await call(LIST, { token, params: { id } })).status).toBe(200);
  });

  test("may want its live keys to live shorter than the operator does, and never longer", async () => {
    const { ctx } = await mintMerchant();
    const { id: applicationId } = await mintApplication(ctx);
    const mine = eq(merchants.id, ctx.merchantId);
    const lifeOfNew = async (operators: number | null, own: number | null) => {
      await ctx.db.update(merchants).set({ longestLifeOfLiveKeysDays: own }).where(mine);
      const policies = { ...config.policies, longestLifeOfLiveKeysDays: operators };
      const key = await createApiKey(withConfig(ctx, { policies }), { applicationId, description });
      return key.expiresAt && Math.round((Date.parse(key.expiresAt) - Date.now()) / 86_400_000);
    };
    expect(await lifeOfNew(null, null)).toBeNull();
    expect(await lifeOfNew(null, 30)).toBe(30);
    expect(await lifeOfNew(90, 30)).toBe(30);
    expect(await lifeOfNew(7, 30)).toBe(7);
    expect(await lifeOfNew(7, null)).toBe(7);
  });
});
