import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { apiKeys, auditEvents } from "#drizzle/schema.ts";
import { createApiKey, createApiKeyOnce } from "#lib/api-keys/create/create.ts";
import { restoreApiKey } from "#lib/api-keys/restore.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { getApplication } from "#lib/applications/get.ts";
import { withConfig } from "#lib/testing/records/api-keys.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

async function setUp(activeKeysPerApplication: number) {
  const merchant = await mintMerchant();
  const limits = { ...merchant.ctx.config.limits, activeKeysPerApplication };
  const ctx = withConfig(merchant.ctx, { limits });
  const { id: applicationId } = await mintApplication(ctx);
  const create = (description = "Key") => createApiKey(ctx, { applicationId, description });
  const countActive = async () => (await getApplication(ctx, { applicationId })).activeKeys;
  return { ctx, applicationId, create, countActive };
}

const settled = async (attempts: Promise<unknown>[]) => {
  const outcomes = await Promise.allSettled(attempts);
  return outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
};

describe("the limit of active keys in an application", () => {
  test("is exact under 200 parallel creates", async () => {
    const { ctx, applicationId, create, countActive } = await setUp(10);
    // Connected before, or the burst would hold up handshakes past their timeout.
    await Promise.all(Array.from({ length: 20 }, () => ctx.db.execute(sql`select 1`)));
    const refusals = await settled(Array.from({ length: 200 }, () => create()));
    expect(refusals).toHaveLength(190);
    expect(new Set(refusals.map(({ code, message }) => `${code}: ${message}`))).toEqual(
      new Set([
        "conflict: This application has 10 active API keys, which is the limit. Revoke one first",
      ]),
    );
    expect(await countActive()).toBe(10);
    const created = await ctx.db.$count(
      auditEvents,
      sql`application_id = ${applicationId} and action = 'api_key.created'`,
    );
    expect(created).toBe(10);
  });

  test("gives the place of a revoked key and of an expired one to the next", async () => {
    const { ctx, applicationId, create, countActive } = await setUp(2);
    const [first, second] = [await create(), await create()];
    await expect(create()).rejects.toThrow("the limit");
    await revokeApiKey(ctx, { applicationId, keyId: first.id });
    await create();
    await expect(create()).rejects.toThrow("the limit");
    await ctx.db.update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, second.id));
    await create();
    expect(await countActive()).toBe(2);
  });

  test("is exact where restores and creates meet", async () => {
    const { ctx, applicationId, create, countActive } = await setUp(5);
    const keys = await Promise.all(Array.from({ length: 5 }, () => create()));
    const refs = keys.map(({ id: keyId }) => ({ applicationId, keyId }));
    await Promise.all(refs.map((ref) => revokeApiKey(ctx, ref)));
    const attempts = [
      ...refs.map((ref) => restoreApiKey(ctx, ref)),
      ...Array.from({ length: 20 }, () => create()),
    ];
    expect(await settled(attempts)).toHaveLength(20);
    expect(await countActive()).toBe(5);
  });

  test("lets a repeat of the create that took the last place have its answer again", async () => {
    const { ctx, applicationId, create } = await setUp(1);
    const input = { applicationId, description: "Key" };
    const burst = Array.from({ length: 10 }, () =>
      createApiKeyOnce(ctx, input, { idempotencyKey: "last" }),
    );
    const answers = await Promise.all(burst);
    expect(new Set(answers.map(({ answer }) => answer.fullKey)).size).toBe(1);
    await expect(create()).rejects.toThrow("the limit");
    expect((await createApiKeyOnce(ctx, input, { idempotencyKey: "last" })).isReplay).toBe(true);
  });
});
