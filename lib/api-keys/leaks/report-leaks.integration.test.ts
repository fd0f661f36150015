import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET, POST as REPORT } from "#app/api/v1/api-keys/report-leak/route.ts";
import { apiKeySecrets, apiKeys, auditEvents } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { type LeakReport, reportLeaks } from "#lib/api-keys/leaks/report-leaks.ts";
import { restoreApiKey } from "#lib/api-keys/restore.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { generateFullKey, hashFullKey } from "#lib/api-keys/token.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import type { Context } from "#lib/context.ts";
import { call } from "#lib/testing/api/requests.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintApplication, mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

const url = "https://github.com/octocat/shop/blob/12345/config.txt";

async function setUp() {
  const merchant = await mintMerchant();
  const { ctx, email } = merchant;
  const application = await mintApplication(ctx);
  const createKey = (description = "Checkout key") =>
    createApiKey(ctx, { applicationId: application.id, description });
  const report = (...reports: LeakReport[]) => reportLeaks(ctx, { reports, reporter: "by GitHub" });
  const takeMails = () => takeMail(ctx, email);
  const readKey = async (keyId: string) => {
    const [row] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, keyId));
    if (!row) throw new Error("there is no such key");
    return row;
  };
  const readReports = async (keyId: string) => {
    const rows = await ctx.db.select().from(auditEvents).where(eq(auditEvents.apiKeyId, keyId));
    return rows.filter(({ action }) => action === "api_key.leak_reported");
  };
  return { ...merchant, application, createKey, report, takeMails, readKey, readReports };
}

function verify(ctx: Context, key: string) {
  return verifyApiKey(ctx, { key, ip: null, userAgent: null });
}

/** A further secret of a key, for as long from now on. */
async function addSecret(ctx: Context, keyId: string, endsAt: string | null): Promise<string> {
  const fullKey = generateFullKey("ks", "live");
  await ctx.db.insert(apiKeySecrets).values({
    keyHash: hashFullKey(ctx.secrets.keyHash, fullKey),
    apiKeyId: keyId,
    generation: 2,
    keyPrefix: fullKey.slice(0, 12),
    expiresAt: endsAt === null ? null : (sql`now() + ${endsAt}::interval` as unknown as Date),
  });
  return fullKey;
}

describe("a reported leak", () => {
  test("revokes the key, and records and mails where it was seen", async () => {
    const { ctx, email, createKey, report, takeMails, readKey, readReports } = await setUp();
    const key = await createKey();
    expect(await report({ text: key.fullKey, url })).toEqual([true]);
    expect(await verify(ctx, key.fullKey)).toEqual({ valid: false, code: "revoked" });
    const reason = `Leaked: reported by GitHub, ${url}`;
    expect(await readKey(key.id)).toMatchObject({
      revokedAt: expect.any(Date),
      revokedBy: null,
      revokedReason: reason,
      leaked: true,
    });
    expect(await readReports(key.id)).toEqual([
      expect.objectContaining({
        merchantId: ctx.merchantId,
        applicationId: key.applicationId,
        actorId: "system",
        via: "system",
        address: null,
        requestId: ctx.request.id,
        before: { status: "active" },
        after: { status: "revoked", leaked: true, reason, url },
      }),
    ]);
    expect(await takeMails()).toEqual([
      {
        to: email,
        subject: "“Checkout key” was leaked and has been revoked",
        text: expect.stringContaining(
          [
            `\n\n“Checkout key” (${key.keyPrefix}…) of the application “Checkout”`,
            `${ctx.portalUrl}/applications/${key.applicationId}/api-keys/${key.id}`,
            `Seen at ${url}\n\n`,
          ].join("\n"),
        ),
        letter: expect.objectContaining({ reason: expect.stringContaining("manage API keys") }),
      },
    ]);
  });

  test("changes nothing the second time, nor in parallel", async () => {
    const { createKey, report, takeMails, readKey, readReports } = await setUp();
    const key = await createKey();
    await Promise.all(Array.from({ length: 8 }, () => report({ text: key.fullKey, url })));
    const first = await readKey(key.id);
    expect(await report({ text: key.fullKey }, { text: key.fullKey, url })).toEqual([true, true]);
    expect(await readKey(key.id)).toEqual(first);
    expect([await readReports(key.id), await takeMails()].map((list) => list.length)).toEqual([
      1, 1,
    ]);
  });

  test("is one mail to each developer of a merchant, however many of its keys leaked", async () => {
    const one = await setUp();
    const other = await setUp();
    const mine = await Promise.all(["First", "Second", "Third"].map((name) => one.createKey(name)));
    const theirs = await other.createKey("Theirs");
    await one.report(...[...mine, theirs].map(({ fullKey }) => ({ text: fullKey })));
    const mails = await one.takeMails();
    expect(mails).toMatchObject([{ subject: "3 API keys were leaked and have been revoked" }]);
    for (const { keyPrefix } of mine) expect(mails[0]?.text).toContain(keyPrefix);
    expect(mails[0]?.text).not.toContain("Theirs");
    expect(await other.takeMails()).toMatchObject([
      { subject: "“Theirs” was leaked and has been revoked" },
    ]);
  });

  test("is no mail for whoever may only look", async () => {
    const merchant = await setUp();
    const key = await merchant.createKey();
    await withRole(merchant, "viewer");
    await merchant.report({ text: key.fullKey });
    expect(await merchant.takeMails()).toEqual([]);
  });

  test("of a key that was revoked before forbids its restoration, and keeps who and why", async () => {
    const { ctx, createKey, report, takeMails, readKey, readReports } = await setUp();
    const key = await createKey();
    await revokeApiKey(ctx, {
      applicationId: key.applicationId,
      keyId: key.id,
      reason: "Not needed",
    });
    const before = await readKey(key.id);
    await report({ text: key.fullKey });
    expect(await readKey(key.id)).toEqual({ ...before, leaked: true });
    expect(before.revokedBy).toBe(ctx.caller.userId);
    expect(await readReports(key.id)).toMatchObject([{ before: { status: "revoked" } }]);
    const restore = restoreApiKey(ctx, { applicationId: key.applicationId, keyId: key.id });
    await expect(restore).rejects.toMatchObject({ code: "conflict" });
    expect((await takeMails())[0]?.text).toContain("It was already revoked.");
    await report({ text: key.fullKey });
    expect(await readReports(key.id)).toHaveLength(1);
  });

  test("of either secret in an overlap revokes the key", async () => {
    const { ctx, createKey, report } = await setUp();
    for (const leakNext of [true, false]) {
      const key = await createKey();
      const next = await addSecret(ctx, key.id, "1 hour");
      await report({ text: leakNext ? next : key.fullKey });
      for (const secret of [key.fullKey, next]) {
        expect(await verify(ctx, secret)).toEqual({ valid: false, code: "revoked" });
      }
    }
  });

  test("of a secret whose time is over leaves the key alone, and is recorded once", async () => {
    const { ctx, createKey, report, takeMails, readKey, readReports } = await setUp();
    const key = await createKey();
    const ended = await addSecret(ctx, key.id, "-1 second");
    const before = await readKey(key.id);
    for (let i = 0; i < 3; i++) expect(await report({ text: ended, url })).toEqual([true]);
    expect(await readKey(key.id)).toEqual(before);
    expect(await verify(ctx, key.fullKey)).toMatchObject({ valid: true });
    expect(await readReports(key.id)).toMatchObject([
      { before: { status: "active" }, after: { status: "active", secret: "expired", url } },
    ]);
    expect(await takeMails()).toEqual([]);
    await report({ text: ended }, { text: key.fullKey });
    expect(await verify(ctx, key.fullKey)).toEqual({ valid: false, code: "revoked" });
  });

  test("of an expired key revokes it, because an expiry can be put off", async () => {
    const { ctx, createKey, report, readKey, readReports } = await setUp();
    const key = await createKey();
    await ctx.db.update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, key.id));
    await report({ text: key.fullKey });
    expect(await readKey(key.id)).toMatchObject({ leaked: true, revokedAt: expect.any(Date) });
    expect(await readReports(key.id)).toMatchObject([{ before: { status: "expired" } }]);
  });

  test("finds keys in the text around them, and knows none that is not ours", async () => {
    const { createKey, report, readKey } = await setUp();
    const [one, two] = await Promise.all([createKey(), createKey()]);
    const text = `KEY=${one.fullKey}\nOTHER="${two.fullKey}"\n`;
    const never = generateFullKey("ks", "live");
    expect(await report({ text: never }, { text }, { text: "x" }, { text: "" })).toEqual([
      false,
      true,
      false,
      false,
    ]);
    for (const { id } of [one, two]) expect((await readKey(id)).leaked).toBe(true);
  });

  test("is undone as a whole where the mail cannot be queued", async () => {
    const { ctx, createKey, readKey, readReports } = await setUp();
    const key = await createKey();
    const mail = { queue: () => Promise.reject(new Error("the queue is away")) };
    const reports = [{ text: key.fullKey }];
    const failed = reportLeaks({ ...ctx, mail }, { reports, reporter: "to us" });
    await expect(failed).rejects.toThrow("the queue is away");
    expect(await readKey(key.id)).toMatchObject({ leaked: false, revokedAt: null });
    expect(await readReports(key.id)).toEqual([]);
  });

  test("leaves the full key in no row and no mail, not even by the address it was seen at", async () => {
    const { ctx, createKey, report, takeMails, readKey, readReports } = await setUp();
    const key = await createKey();
    await report({ text: key.fullKey, url: `https://example.com/${key.fullKey}` });
    const mails = await takeMails();
    const traces = JSON.stringify([mails, await readKey(key.id), await readReports(key.id)]);
    expect(mails).toHaveLength(1);
    expect(traces).toContain(key.keyPrefix);
    expect(traces).not.toContain(key.fullKey.slice(12));
    const [{ dump } = {}] = await ctx.db.execute<{ dump: string }>(
      sql`select query_to_xml('select * from audit_events', true, false, '')::text as dump`,
    );
    expect(dump).not.toContain(key.fullKey.slice(12));
  });
});

describe("POST /api/v1/api-keys/report-leak", () => {
  let caller = 0;
  const newAddress = () => ({ "x-forwarded-for": `198.51.100.${++caller}` });

  test("takes reports from anyone, and answers alike whatever it found", async () => {
    const { ctx, createKey } = await setUp();
    const key = await createKey();
    const answers = [];
    for (const text of [key.fullKey, key.fullKey, generateFullKey("ks", "live"), "x", ""]) {
      const { status, headers, body } = await call(REPORT, {
        body: { keys: [text] },
        headers: newAddress(),
      });
      // The one thing that tells of the time, and of nothing else.
      expect(headers.get("effective-at")).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+Z$/);
      headers.set("effective-at", "a moment");
      answers.push(JSON.stringify([status, [...headers], body]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? "").at(-1)).toEqual({ received: 1 });
    expect(await verify(ctx, key.fullKey)).toEqual({ valid: false, code: "revoked" });
    const [row] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
    expect(row?.revokedReason).toBe("Leaked: reported to us");
  });

  test("takes 1,000 keys at once", async () => {
    const { ctx, createKey } = await setUp();
    const mine = await Promise.all(Array.from({ length: 30 }, () => createKey()));
    const never = Array.from({ length: 970 }, () => generateFullKey("ks", "test"));
    const keys = [...never, ...mine.map(({ fullKey }) => fullKey)];
    const { status, body } = await call(REPORT, { body: { keys }, headers: newAddress() });
    expect([status, body]).toEqual([200, { received: 1000 }]);
    for (const { fullKey } of mine) {
      expect(await verify(ctx, fullKey)).toEqual({ valid: false, code: "revoked" });
    }
  });

  test.each([
    [{}, "keys"],
    [{ keys: [] }, "keys"],
    [{ keys: "x" }, "keys"],
    [{ keys: [1] }, "keys.0"],
    [{ keys: Array(1001).fill("x") }, "keys"],
    [{ keys: ["x"], source: "me" }, "source"],
  ])("refuses %#, naming the field", async (body, field) => {
    const answer = await call(REPORT, { body, headers: newAddress() });
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field]);
  });

  test("limits an address, and has no other method", async () => {
    const headers = newAddress();
    const report = () => call(REPORT, { body: { keys: ["x"] }, headers });
    const first = await report();
    expect(first.headers.get("ratelimit-policy")).toBe('"report-leak";q=60;w=600');
    for (let i = 1; i < 60; i++) expect((await report()).status).toBe(200);
    const refused = await report();
    expect([refused.status, refused.headers.has("retry-after")]).toEqual([429, true]);
    expect((await call(GET)).status).toBe(405);
  });
});
