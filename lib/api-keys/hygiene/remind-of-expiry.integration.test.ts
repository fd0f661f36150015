import { and, asc, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { apiKeyReminders, apiKeys, auditEvents } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { remindOfExpiry } from "#lib/api-keys/hygiene/remind-of-expiry.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import {
  addMember,
  mintApplication,
  mintMerchant,
  type TestMember,
} from "#lib/testing/records/merchants.ts";

async function mintShop() {
  const merchant = await mintMerchant();
  const application = await mintApplication(merchant.ctx);
  return { ...merchant, application };
}
type Shop = Awaited<ReturnType<typeof mintShop>>;

/** A key that lives for `lifeDays` and has `leftDays` of them left. */
async function mintKey(shop: Shop, leftDays: number, lifeDays = 90, description = "Checkout") {
  const { ctx, application } = shop;
  const key = await createApiKey(ctx, { applicationId: application.id, description });
  await ctx.db
    .update(apiKeys)
    .set({ createdAt: sql`now() + ${leftDays - lifeDays} * interval '1 day'` })
    .where(eq(apiKeys.id, key.id));
  await moveExpiry(shop, key.id, leftDays);
  return key;
}

async function moveExpiry({ ctx }: Shop, keyId: string, leftDays: number) {
  await ctx.db
    .update(apiKeys)
    .set({ expiresAt: sql`now() + ${leftDays} * interval '1 day'` })
    .where(eq(apiKeys.id, keyId));
}

/** Lets time pass: the key's expiry and what was sent for it move towards now together. */
async function passTime({ ctx }: Shop, keyId: string, leftDays: number) {
  await ctx.db.execute(sql`
    with moved as (
      update api_keys set expires_at = now() + ${leftDays} * interval '1 day'
      where id = ${keyId} returning id, expires_at
    )
    update api_key_reminders r set expires_at = moved.expires_at
    from moved where r.api_key_id = moved.id`);
}

async function subjects({ ctx, email }: TestMember): Promise<string[]> {
  return (await takeMail(ctx, email)).map(({ subject }) => subject);
}

async function sweepAndRead(shop: Shop): Promise<string[]> {
  await remindOfExpiry(shop.ctx);
  return subjects(shop);
}

async function listNotices({ ctx }: Shop, keyId: string): Promise<number[]> {
  const rows = await ctx.db
    .select({ daysAhead: apiKeyReminders.daysAhead })
    .from(apiKeyReminders)
    .where(eq(apiKeyReminders.apiKeyId, keyId))
    .orderBy(asc(apiKeyReminders.createdAt));
  return rows.map(({ daysAhead }) => daysAhead);
}

describe("a reminder", () => {
  test("goes out once for each of 30, 7 and 1 days and the expiry, though five sweep at once", async () => {
    const shop = await mintShop();
    const key = await mintKey(shop, 40);
    const sent: string[][] = [];
    for (const leftDays of [31, 30, 10, 7, 2, 1, -0.01, -3]) {
      await passTime(shop, key.id, leftDays);
      await Promise.all([1, 2, 3, 4, 5].map(() => remindOfExpiry(shop.ctx)));
      sent.push(await subjects(shop));
    }
    expect(sent).toEqual([
      [],
      ["“Checkout” expires in 30 days"],
      [],
      ["“Checkout” expires in 7 days"],
      [],
      ["“Checkout” expires within a day"],
      ["“Checkout” has expired"],
      [],
    ]);
    expect(await listNotices(shop, key.id)).toEqual([30, 7, 1, 0]);
  });

  test("is the nearest one only, of a key that is in several windows at once", async () => {
    const shop = await mintShop();
    const key = await mintKey(shop, 0.5);
    expect(await sweepAndRead(shop)).toEqual(["“Checkout” expires within a day"]);
    expect(await sweepAndRead(shop)).toEqual([]);
    expect(await listNotices(shop, key.id)).toEqual([1]);
  });

  test.each([
    [30, 30, []],
    [7, 7, []],
    [5, 5, []],
    [1, 1, []],
    [0.9, 5, ["“Checkout” expires within a day"]],
    [6.9, 30, ["“Checkout” expires in 7 days"]],
    [29.9, 90, ["“Checkout” expires in 30 days"]],
    [-0.1, 0.5, ["“Checkout” has expired"]],
  ])("with %d days left of a life of %d says %j", async (leftDays, lifeDays, expected) => {
    const shop = await mintShop();
    await mintKey(shop, leftDays, lifeDays);
    expect(await sweepAndRead(shop)).toEqual(expected);
  });

  test("says which key, when it expires, when it was last used, and where to find it", async () => {
    const shop = await mintShop();
    const key = await mintKey(shop, 6.5);
    await shop.ctx.db
      .update(apiKeys)
      .set({
        expiresAt: sql`date_trunc('day', now()) + interval '6 days 11 hours'`,
        lastUsedAt: new Date("2026-02-23T13:30:29Z"),
      })
      .where(eq(apiKeys.id, key.id));
    await remindOfExpiry({ ...shop.ctx, portalUrl: "https://keys.example.test" });
    const [mail] = await takeMail(shop.ctx, shop.email);
    expect(
      mail?.text.replace(/\d{4}-\d\d-\d\d 11:00/, "<expiry>").replace(/in \d days/, "<days>"),
    ).toBe(`This API key expires soon:

“Checkout” (${key.keyPrefix}…) of the application “Checkout”
Expires at <expiry> UTC, <days>; last used at 2026-02-23 13:30 UTC
https://keys.example.test/applications/${shop.application.id}/api-keys/${key.id}

If you still need a key, extend its expiry or create a new one before then.

https://keys.example.test/hygiene

Keysmith sends this email to the developers of “Test shop”.

Keysmith`);
    expect(mail?.text).not.toContain(key.fullKey);
  });

  test("goes to a revoked key only once it is restored", async () => {
    const shop = await mintShop();
    const key = await mintKey(shop, 6);
    await revokeApiKey(shop.ctx, { applicationId: shop.application.id, keyId: key.id });
    expect(await sweepAndRead(shop)).toEqual([]);
    await shop.ctx.db.update(apiKeys).set({ revokedAt: null }).where(eq(apiKeys.id, key.id));
    expect(await sweepAndRead(shop)).toEqual(["“Checkout” expires in 6 days"]);
  });

  test("is sent again for another expiry, and not twice for one that is set back", async () => {
    const shop = await mintShop();
    const key = await mintKey(shop, 6);
    const [{ expiresAt } = { expiresAt: null }] = await shop.ctx.db
      .select({ expiresAt: sql<string>`${apiKeys.expiresAt}` })
      .from(apiKeys)
      .where(eq(apiKeys.id, key.id));
    expect(await sweepAndRead(shop)).toEqual(["“Checkout” expires in 6 days"]);
    await moveExpiry(shop, key.id, 60);
    expect(await sweepAndRead(shop)).toEqual([]);
    await moveExpiry(shop, key.id, 5);
    expect(await sweepAndRead(shop)).toEqual(["“Checkout” expires in 5 days"]);
    await shop.ctx.db
      .update(apiKeys)
      .set({ expiresAt: sql`${expiresAt}::timestamptz` })
      .where(eq(apiKeys.id, key.id));
    expect(await sweepAndRead(shop)).toEqual([]);
  });

  test("is one mail for all keys of a merchant, and its own for each merchant", async () => {
    const shop = await mintShop();
    const other = await mintShop();
    const keys = [await mintKey(shop, 6, 90, "Sooner"), await mintKey(shop, 20, 90, "Later")];
    await mintKey(shop, -1, 90, "Gone");
    await mintKey(other, 6, 90, "Theirs");
    await Promise.all([remindOfExpiry(shop.ctx), remindOfExpiry(other.ctx)]);
    const mails = await takeMail(shop.ctx, shop.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe("API keys of “Test shop”: 1 expired, 2 expiring soon");
    for (const { keyPrefix } of keys) expect(mails[0]?.text).toContain(keyPrefix);
    expect(mails[0]?.text).toMatch(/Gone.*Sooner.*Later/s);
    expect(mails[0]?.text).not.toContain("Theirs");
    expect(await subjects(other)).toEqual(["“Theirs” expires in 6 days"]);
  });

  test("goes to developers, admins and owners, and not to viewers", async () => {
    const shop = await mintShop();
    const developer = await addMember(shop, "developer");
    const admin = await addMember(shop, "admin");
    const viewer = await addMember(shop, "viewer");
    await mintKey(shop, 6);
    await remindOfExpiry(shop.ctx);
    for (const member of [shop, developer, admin]) {
      expect(await subjects(member)).toEqual(["“Checkout” expires in 6 days"]);
    }
    expect(await subjects(viewer)).toEqual([]);
  });

  test("is neither claimed nor sent where the transaction fails", async () => {
    const shop = await mintShop();
    const key = await mintKey(shop, 6);
    const mail = {
      queue: async (...args: Parameters<typeof shop.ctx.mail.queue>) => {
        await shop.ctx.mail.queue(...args);
        throw new Error("the server ends here");
      },
    };
    await expect(remindOfExpiry({ ...shop.ctx, mail })).rejects.toThrow("the server ends here");
    expect([await listNotices(shop, key.id), await subjects(shop)]).toEqual([[], []]);
    expect(await sweepAndRead(shop)).toEqual(["“Checkout” expires in 6 days"]);
  });
});

test("an expiry leaves one audit event, by the system", async () => {
  const shop = await mintShop();
  const key = await mintKey(shop, -0.01);
  await Promise.all([1, 2, 3, 4, 5].map(() => remindOfExpiry(shop.ctx)));
  const events = await shop.ctx.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.apiKeyId, key.id), eq(auditEvents.action, "api_key.expired")));
  expect(events).toMatchObject([
    {
      actorId: "system",
      via: "system",
      merchantId: shop.ctx.merchantId,
      applicationId: shop.application.id,
      after: { expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
    },
  ]);
});
