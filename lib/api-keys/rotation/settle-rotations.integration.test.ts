import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { apiKeySecrets, apiKeys, auditEvents } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { settleRotation, settleRotations } from "#lib/api-keys/rotation/settle-rotations.ts";
import { generateFullKey, getKeyPrefix, hashFullKey } from "#lib/api-keys/token.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { inTransaction, type MerchantContext } from "#lib/context.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

/** A key whose rotation began eight days ago and ended a moment ago, or ends in an hour. */
async function mintRotating({ isUsed = false, isOver = true } = {}) {
  const { ctx, email } = await mintMerchant();
  const application = await mintApplication(ctx);
  const input = { applicationId: application.id, description: "Checkout" };
  const key = await createApiKey(ctx, input);
  const nextFullKey = generateFullKey("ks", "live");
  const keyPrefix = getKeyPrefix(nextFullKey);
  const endsAt = isOver ? sql`now() - interval '1 second'` : sql`now() + interval '1 hour'`;
  await ctx.db.insert(apiKeySecrets).values({
    keyHash: hashFullKey(ctx.secrets.keyHash, nextFullKey),
    apiKeyId: key.id,
    generation: 2,
    keyPrefix,
    expiresAt: isUsed ? null : endsAt,
  });
  if (isUsed) await expireFirst(ctx, key.id, endsAt);
  await ctx.db
    .update(apiKeys)
    .set({
      keyPrefix,
      rotationGeneration: 2,
      rotationStartedAt: sql`now() - interval '8 days'`,
      rotationOverlapSeconds: 86_400,
      rotationUsedAt: isUsed ? sql`now() - interval '1 day'` : null,
      rotationEndsAt: endsAt,
    })
    .where(eq(apiKeys.id, key.id));
  return { ctx, email, key, nextFullKey, input: { ...input, keyId: key.id } };
}

function expireFirst(ctx: MerchantContext, apiKeyId: string, expiresAt: ReturnType<typeof sql>) {
  return ctx.db
    .update(apiKeySecrets)
    .set({ expiresAt })
    .where(and(eq(apiKeySecrets.apiKeyId, apiKeyId), eq(apiKeySecrets.generation, 1)));
}

async function isGood(ctx: MerchantContext, key: string): Promise<boolean> {
  return (await verifyApiKey(ctx, { key, ip: null, userAgent: null })).valid;
}

function systemEvents(ctx: MerchantContext, keyId: string) {
  return ctx.db
    .select({
      action: auditEvents.action,
      before: auditEvents.before,
      after: auditEvents.after,
      applicationId: auditEvents.applicationId,
    })
    .from(auditEvents)
    .where(and(eq(auditEvents.apiKeyId, keyId), eq(auditEvents.actorId, "system")));
}

describe("a rotation whose time is over", () => {
  test("withdraws a new secret that was never used, and tells the developers, once", async () => {
    const { ctx, email, key, nextFullKey, input } = await mintRotating();
    await Promise.all([1, 2, 3, 4, 5].map(() => settleRotations(ctx)));
    expect(await getApiKey(ctx, input)).toMatchObject({
      status: "active",
      keyPrefix: key.keyPrefix,
      rotation: null,
      version: key.version,
    });
    expect([await isGood(ctx, key.fullKey), await isGood(ctx, nextFullKey)]).toEqual([true, false]);
    expect(await systemEvents(ctx, key.id)).toEqual([
      {
        action: "api_key.rotation_withdrawn",
        applicationId: input.applicationId,
        before: { keyPrefix: getKeyPrefix(nextFullKey) },
        after: { keyPrefix: key.keyPrefix },
      },
    ]);
    const mails = await takeMail(ctx, email);
    expect(mails.map(({ subject }) => subject)).toEqual(["Rotation of “Checkout” withdrawn"]);
    expect(mails[0]?.text).toContain(
      `“Checkout” (${key.keyPrefix}…) of the application “Checkout”`,
    );
    expect(mails[0]?.text).toContain(`(${getKeyPrefix(nextFullKey)}…) no longer works`);
  });

  test("finishes where the new secret was used, once and without mail", async () => {
    const { ctx, email, key, nextFullKey, input } = await mintRotating({ isUsed: true });
    await Promise.all([1, 2, 3, 4, 5].map(() => settleRotations(ctx)));
    const keyPrefix = getKeyPrefix(nextFullKey);
    const found = await getApiKey(ctx, input);
    expect(found).toMatchObject({ status: "active", keyPrefix, rotation: null });
    expect([await isGood(ctx, key.fullKey), await isGood(ctx, nextFullKey)]).toEqual([false, true]);
    expect(await systemEvents(ctx, key.id)).toEqual([
      {
        action: "api_key.rotation_finished",
        applicationId: input.applicationId,
        before: null,
        after: { keyPrefix },
      },
    ]);
    expect(await takeMail(ctx, email)).toEqual([]);
  });

  test("ends without mail where the key was revoked meanwhile", async () => {
    const { ctx, email, key, input } = await mintRotating();
    await revokeApiKey(ctx, input);
    await settleRotations(ctx);
    expect(await getApiKey(ctx, input)).toMatchObject({ keyPrefix: key.keyPrefix, rotation: null });
    expect(await takeMail(ctx, email)).toEqual([]);
  });

  test("waits while somebody holds the key, and holds up no other one", async () => {
    const held = await mintRotating();
    const other = await mintRotating();
    await inTransaction(held.ctx, async (tx) => {
      await tx.db.select().from(apiKeys).where(eq(apiKeys.id, held.key.id)).for("update");
      await settleRotations(other.ctx);
      expect(await systemEvents(held.ctx, held.key.id)).toEqual([]);
      expect(await systemEvents(other.ctx, other.key.id)).toHaveLength(1);
      expect(await settleRotation(tx, held.key.id)).toBe("withdrawn");
      expect(await settleRotation(tx, held.key.id)).toBeNull();
    });
    expect(await systemEvents(held.ctx, held.key.id)).toHaveLength(1);
  });
});

test("a rotation whose time is not over stays as it is", async () => {
  const { ctx, key, nextFullKey, input } = await mintRotating({ isOver: false });
  await settleRotations(ctx);
  expect(await getApiKey(ctx, input)).toMatchObject({
    status: "rotating",
    keyPrefix: getKeyPrefix(nextFullKey),
  });
  expect(await systemEvents(ctx, key.id)).toEqual([]);
});
