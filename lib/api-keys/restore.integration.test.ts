import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as RESTORE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/restore/route.ts";
import { DELETE, GET as GET_ONE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { apiKeys, auditEvents } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { restoreApiKey } from "#lib/api-keys/restore.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { call } from "#lib/testing/api/requests.ts";
import { anHour, getVerdict, mintApiKey, withConfig } from "#lib/testing/records/api-keys.ts";
import { mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

async function setUp() {
  const minted = await mintApiKey();
  const { ctx, key, token, params } = minted;
  const revoke = (reason?: string) => {
    const query = reason && `?reason=${encodeURIComponent(reason)}`;
    return call(DELETE, { method: "DELETE", token, params, query });
  };
  const restore = () => call(RESTORE, { method: "POST", token, params });
  const read = async () => (await call(GET_ONE, { token, params })).body;
  const passTime = (interval: string) =>
    ctx.db
      .update(apiKeys)
      .set({ revokedAt: sql.raw(`revoked_at - interval '${interval}'`) })
      .where(eq(apiKeys.id, key.id));
  return { ...minted, revoke, restore, read, passTime };
}

describe("POST …/api-keys/{keyId}/restore", () => {
  test("undoes a revocation: the key works again, and both are on record", async () => {
    const { ctx, key, revoke, restore, read } = await setUp();
    await revoke("Wrong one");
    const revoked = await read();
    const leftMs = Date.parse(revoked.restorableUntil) - Date.parse(revoked.revokedAt);
    expect([revoked.leaked, leftMs]).toEqual([false, 3_600_000]);
    expect(await getVerdict(ctx, key.fullKey)).toBe("revoked");
    const { status, body } = await restore();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "active",
      revokedAt: null,
      revokedBy: null,
      revokedReason: null,
      restorableUntil: null,
    });
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    const events = await ctx.db.select().from(auditEvents).where(eq(auditEvents.apiKeyId, key.id));
    expect(events.find(({ action }) => action === "api_key.restored")).toMatchObject({
      before: { status: "revoked", reason: "Wrong one" },
      after: { status: "active" },
    });
  });

  test("of a key that is not revoked changes nothing", async () => {
    const { ctx, key, restore, read } = await setUp();
    const before = await read();
    expect((await restore()).body).toEqual(before);
    expect(await ctx.db.$count(auditEvents, eq(auditEvents.apiKeyId, key.id))).toBe(1);
  });

  test("is 409 after 60 minutes, and not before", async () => {
    const { revoke, restore, passTime, read } = await setUp();
    await revoke();
    await passTime("59 minutes 50 seconds");
    expect((await restore()).status).toBe(200);
    await revoke();
    await passTime("60 minutes 1 second");
    expect((await read()).restorableUntil).toBeNull();
    const late = await restore();
    expect([late.status, late.body.message]).toEqual([
      409,
      "A revocation can only be undone for 60 minutes",
    ]);
  });

  test.each(["leak", "Leaked: on a public page", "LEAKED"])(
    "is 409 after a leak: %s",
    async (reason) => {
      const { revoke, restore, read } = await setUp();
      await revoke(reason);
      expect(await read()).toMatchObject({ leaked: true, restorableUntil: null });
      const { status, body } = await restore();
      expect([status, body.message]).toEqual([
        409,
        "This API key was leaked, so it can't be restored",
      ]);
    },
  );

  test("is 409 where the leak became known after the revocation", async () => {
    const { revoke, restore, read } = await setUp();
    await revoke("Not needed");
    expect((await revoke("Leaked after all")).status).toBe(204);
    expect(await read()).toMatchObject({ leaked: true, revokedReason: "Leaked after all" });
    expect((await restore()).status).toBe(409);
    await revoke("Not needed");
    expect(await read()).toMatchObject({ leaked: true, revokedReason: "Leaked after all" });
  });

  test("needs room below the limit of active keys", async () => {
    const { ctx, ref, revoke } = await setUp();
    const limits = { ...ctx.config.limits, activeKeysPerApplication: 1 };
    const full = withConfig(ctx, { limits });
    await revoke();
    await createApiKey(full, { ...ref, description: "In its place" });
    await expect(restoreApiKey(full, ref)).rejects.toThrow("the limit");
  });

  test("brings back both secrets of a rotation", async () => {
    const { ctx, key, ref, revoke, restore } = await setUp();
    const { answer: rotated } = await rotateApiKey(ctx, { ...ref, ...anHour });
    await revoke();
    expect((await restore()).body.status).toBe("rotating");
    const verdicts = [key, rotated].map(({ fullKey }) => getVerdict(ctx, fullKey));
    expect(await Promise.all(verdicts)).toEqual(["valid", "valid"]);
  });

  test("is for developers and above, of the same merchant", async () => {
    const { ctx, token, email, params, revoke } = await setUp();
    await revoke();
    const stranger = await mintMerchant();
    const viewer = await withRole({ ctx, token, email }, "viewer");
    const statuses = [stranger.token, viewer.token, undefined].map(
      async (token) => (await call(RESTORE, { method: "POST", token, params })).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 403, 401]);
  });
});
