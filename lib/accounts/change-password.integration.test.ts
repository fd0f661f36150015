import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as PASSWORD } from "#app/api/v1/account/password/route.ts";
import { POST as TOKEN } from "#app/api/v1/auth/token/route.ts";
import { sessions, users } from "#drizzle/schema.ts";
import { newId } from "#lib/ids.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintMerchant, testPassword } from "#lib/testing/records/merchants.ts";

const newPassword = "another good passphrase";

describe("POST /api/v1/account/password", () => {
  test("gives whoever has none a first password without asking for one", async () => {
    const { ctx, token, email } = await mintMerchant();
    await ctx.db.update(users).set({ passwordHash: null }).where(eq(users.id, ctx.caller.userId));
    expect((await call(PASSWORD, { token, body: { newPassword } })).status).toBe(204);
    expect((await call(TOKEN, { body: { email, password: newPassword } })).status).toBe(200);
    const again = await call(PASSWORD, { token, body: { newPassword: testPassword } });
    expect([again.status, again.body.details]).toEqual([
      400,
      [{ field: "currentPassword", message: "The current password is required" }],
    ]);
  });

  test("needs a recent proof", async () => {
    const { ctx, token } = await mintMerchant();
    const provedAt = new Date(Date.now() - 11 * 60_000);
    await ctx.db.update(sessions).set({ provedAt }).where(eq(sessions.id, ctx.claim.sessionId));
    const body = { currentPassword: testPassword, newPassword };
    const { status, headers } = await call(PASSWORD, { token, body });
    expect(status).toBe(403);
    expect(headers.get("www-authenticate")).toContain("insufficient_user_authentication");
  });

  test("ends no API token", async () => {
    const { ctx, token } = await mintMerchant();
    const { merchantId, caller } = ctx;
    const id = newId("tok");
    await ctx.db.insert(sessions).values({
      id,
      kind: "api_token",
      name: "Build server",
      merchantId,
      userId: caller.userId,
      expiresAt: new Date(Date.now() + 60_000),
    });
    const body = { currentPassword: testPassword, newPassword };
    expect((await call(PASSWORD, { token, body })).status).toBe(204);
    expect(await ctx.db.select().from(sessions).where(eq(sessions.id, id))).toHaveLength(1);
  });
});
