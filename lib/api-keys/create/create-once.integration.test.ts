import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { apiKeys, auditEvents, idempotencyRecords } from "#drizzle/schema.ts";
import { forgetAnswers } from "#lib/api-keys/create/replay.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import { call } from "#lib/testing/api/requests.ts";
import { addMember, mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

async function setUp() {
  const { ctx, token } = await mintMerchant();
  const { id } = await mintApplication(ctx);
  const post = (idempotencyKey: string, body: unknown = { description: "Checkout" }) =>
    call(POST, { token, params: { id }, body, headers: { "idempotency-key": idempotencyKey } });
  const countKeys = () => ctx.db.$count(apiKeys, eq(apiKeys.applicationId, id));
  const age = (interval: string) =>
    ctx.db
      .update(idempotencyRecords)
      .set({ createdAt: sql.raw(`now() - interval '${interval}'`) })
      .where(eq(idempotencyRecords.merchantId, ctx.merchantId));
  return { ctx, post, countKeys, age };
}

describe("a create with an Idempotency-Key", () => {
  test("is answered again, full key included, and makes one key", async () => {
    const { ctx, post, countKeys } = await setUp();
    const first = await post("order-1");
    const again = await post("order-1", { description: " Checkout " });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await countKeys()).toBe(1);
    const events = await ctx.db.$count(auditEvents, eq(auditEvents.apiKeyId, first.body.id));
    expect(events).toBe(1);
    expect((await post("order-2")).body.id).not.toBe(first.body.id);
  });

  test("makes one key however many come at once", async () => {
    const { post, countKeys } = await setUp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post("burst")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.fullKey)).size).toBe(1);
    const replays = answers.filter(({ headers }) => headers.has("idempotency-replayed"));
    expect(replays).toHaveLength(19);
    expect(await countKeys()).toBe(1);
  });

  test("is 422 with another body, and belongs to one person", async () => {
    const { post, countKeys } = await setUp();
    await post("order-1");
    const other = await post("order-1", { description: "Another" });
    expect([other.status, other.body.error]).toEqual([422, "Unprocessable Entity"]);
    expect(await countKeys()).toBe(1);
    const stranger = await setUp();
    const theirs = await stranger.post("order-1");
    expect([theirs.status, theirs.headers.get("idempotency-replayed")]).toEqual([201, null]);
  });

  test("is not answered again once the key may do more than its maker could grant", async () => {
    const owner = await mintMerchant();
    const { id } = await mintApplication(owner.ctx);
    const developer = await addMember(owner, "developer");
    const post = () =>
      call(POST, {
        token: developer.token,
        params: { id },
        body: { description: "Checkout" },
        headers: { "idempotency-key": "order-1" },
      });
    const { body } = await post();
    const ref = { applicationId: id, keyId: body.id };
    await updateApiKey(owner.ctx, { ...ref, scopes: ["*", "payouts:write"] });
    const replay = await post();
    expect([replay.status, replay.body.fullKey]).toEqual([403, undefined]);
    await updateApiKey(owner.ctx, { ...ref, scopes: ["*"] });
    expect((await post()).body.fullKey).toBe(body.fullKey);
  });

  test("is 409 after ten minutes, naming the key that it made", async () => {
    const { post, age } = await setUp();
    const { body } = await post("order-1");
    await age("9 minutes 50 seconds");
    expect((await post("order-1")).status).toBe(201);
    await age("10 minutes 1 second");
    const late = await post("order-1");
    expect([late.status, late.body.message]).toEqual([
      409,
      `This request already created the API key ${body.id}`,
    ]);
  });

  test("keeps the answer sealed, and deletes it afterwards", async () => {
    const { ctx, post, age } = await setUp();
    const { body } = await post("order-1");
    const read = async () => {
      const [record] = await ctx.db
        .select()
        .from(idempotencyRecords)
        .where(eq(idempotencyRecords.apiKeyId, body.id));
      return record;
    };
    const record = await read();
    expect(record?.sealedAnswer?.includes(body.fullKey.slice(12))).toBe(false);
    expect(record?.keyHash.includes("order-1")).toBe(false);
    await forgetAnswers(ctx);
    expect((await read())?.sealedAnswer).not.toBeNull();
    await age("11 minutes");
    await forgetAnswers(ctx);
    expect((await read())?.sealedAnswer).toBeNull();
    expect((await post("order-1")).status).toBe(409);
  });

  test("takes no key that is empty, too long or not visible ASCII, and none for what is refused", async () => {
    const { post, countKeys } = await setUp();
    for (const idempotencyKey of ["", "x".repeat(256), "a b", "schlüssel"]) {
      const { status, body } = await post(idempotencyKey);
      expect([status, body.details[0].field]).toEqual([400, "Idempotency-Key"]);
    }
    const past = { description: "a", expiresAt: "2020-01-01T00:00:00Z" };
    expect((await post("order-1", past)).body.details[0].field).toBe("expiresAt");
    expect(await countKeys()).toBe(0);
    expect((await post("order-1")).status).toBe(201);
  });
});
