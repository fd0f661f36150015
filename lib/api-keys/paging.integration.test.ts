import { eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { apiKeys } from "#drizzle/schema.ts";
import { type KeySort, keySorts } from "#lib/api-keys/constants.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import type { Page } from "#lib/schema.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

type Merchant = Awaited<ReturnType<typeof mintMerchant>>;

const inYears = (years: number) => `${new Date().getUTCFullYear() + years}-01-01T00:00:00Z`;

/** Keys of which many are equal in what they are sorted by. */
async function mintKeys({ ctx }: Merchant, applicationId: string, count: number) {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = await createApiKey(ctx, {
      applicationId,
      description: ["Ärger", "ärger", "Zoo", "key", "Key 2"][index % 5] ?? "",
      expiresAt: [null, inYears(2), inYears(3)][index % 3] ?? null,
    });
    ids.push(id);
  }
  return ids;
}

async function setUp() {
  const merchant = await mintMerchant();
  const { id: applicationId } = await mintApplication(merchant.ctx);
  const list = async (query: Record<string, string>, params = { id: applicationId }) =>
    call(GET, { token: merchant.token, params, query: `?${new URLSearchParams(query)}` });
  return { ...merchant, merchant, applicationId, list };
}

/** All ids that paging meets, in their order; `meanwhile` runs after each page but the last. */
async function readAll(
  list: Awaited<ReturnType<typeof setUp>>["list"],
  query: Record<string, string>,
  meanwhile: (page: ApiKey[]) => Promise<unknown>,
): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { status, body } = await list({ ...query, ...(cursor && { cursor }) });
    expect(status).toBe(200);
    const page: Page<ApiKey> = body;
    ids.push(...page.data.map((key) => key.id));
    cursor = page.nextCursor;
    if (cursor) await meanwhile(page.data);
  }
  return ids;
}

describe("a list that is paged through", () => {
  test.each(keySorts)(
    "by %s has no row twice and skips none, whatever is added, revoked and edited",
    async (sort) => {
      const { ctx, merchant, applicationId, list } = await setUp();
      const there = await mintKeys(merchant, applicationId, 20);
      const edited = there.filter((_, index) => index % 4 === 1);
      const met = await readAll(list, { sort, limit: "3" }, async (page) => {
        await mintKeys(merchant, applicationId, 1);
        const gone = page.find((key) => !edited.includes(key.id));
        if (gone) await revokeApiKey(ctx, { applicationId, keyId: gone.id });
        const keyId = edited.pop();
        if (keyId) await updateApiKey(ctx, { applicationId, keyId, scopes: ["payments:read"] });
      });
      expect(new Set(met).size).toBe(met.length);
      expect(there.filter((id) => !met.includes(id))).toEqual([]);
    },
  );

  test.each([
    ["description", { description: "zzz" }, { description: "a" }],
    ["expiry", { expiresAt: new Date(inYears(50)) }, { expiresAt: new Date(inYears(1)) }],
  ] as const)(
    "by %s goes on where it was, also after a change of the row that it stopped at",
    async (sort, late, early) => {
      for (const change of [late, early]) {
        const { ctx, merchant, applicationId, list } = await setUp();
        const there = await mintKeys(merchant, applicationId, 15);
        const moved = new Set<string>();
        const met = await readAll(list, { sort, limit: "4" }, async (page) => {
          const { id = "" } = page.at(-1) ?? {};
          if (moved.has(id)) return;
          moved.add(id);
          await ctx.db.update(apiKeys).set(change).where(eq(apiKeys.id, id));
        });
        const still = there.filter((id) => !moved.has(id));
        expect(met.filter((id) => still.includes(id)).sort()).toEqual(still);
      }
    },
  );

  test("is in its order from the first page to the last", async () => {
    const { ctx, merchant, applicationId, list } = await setUp();
    const ids = await mintKeys(merchant, applicationId, 20);
    const rows = await ctx.db.select().from(apiKeys).where(inArray(apiKeys.id, ids));
    const lower = (id: string) =>
      rows.find((row) => row.id === id)?.description.toLowerCase() ?? "";
    const expiry = (id: string) =>
      rows.find((row) => row.id === id)?.expiresAt?.getTime() ?? Infinity;
    const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
    const orders: Record<KeySort, (a: string, b: string) => number> = {
      newest: (a, b) => byText(b, a),
      oldest: byText,
      description: (a, b) => byText(lower(a), lower(b)) || byText(a, b),
      expiry: (a, b) => (expiry(a) === expiry(b) ? byText(a, b) : expiry(a) - expiry(b)),
    };
    for (const sort of keySorts) {
      const met = await readAll(list, { sort, limit: "7" }, async () => {});
      expect([sort, met]).toEqual([sort, [...ids].sort(orders[sort])]);
    }
  });

  test("by description has a cursor that it takes again, however long the description", async () => {
    const { ctx, applicationId, list } = await setUp();
    for (const description of ['"'.repeat(50), "𐐀".repeat(50), "İ".repeat(50), "x"]) {
      await createApiKey(ctx, { applicationId, description });
    }
    const met = await readAll(list, { sort: "description", limit: "1" }, async () => {});
    expect(met).toHaveLength(4);
  });
});

describe("a cursor", () => {
  test("is good for its own list alone: 400, naming it, for any other", async () => {
    const { ctx, merchant, applicationId, list } = await setUp();
    await mintKeys(merchant, applicationId, 6);
    const { id: otherApplication } = await mintApplication(ctx);
    const stranger = await setUp();
    await mintKeys(stranger.merchant, stranger.applicationId, 2);
    const refused = (answer: Awaited<ReturnType<typeof list>>) =>
      expect([answer.status, answer.body.details]).toEqual([
        400,
        [{ field: "cursor", message: "The cursor does not belong to this list" }],
      ]);
    for (const sort of keySorts) {
      const { nextCursor: cursor } = (await list({ sort, limit: "2" })).body;
      expect((await list({ sort, cursor, limit: "100" })).body.data).toHaveLength(4);
      for (const other of keySorts.filter((name) => name !== sort)) {
        refused(await list({ sort: other, cursor }));
      }
      refused(await list({ sort, cursor, status: "active" }));
      refused(await list({ sort, cursor, q: "key" }));
      refused(await list({ sort, cursor }, { id: otherApplication }));
      refused(await stranger.list({ sort, cursor }));
      const bytes = Buffer.from(cursor, "base64url");
      for (let index = 0; index < bytes.length; index++) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8((bytes[index] ?? 0) ^ 1, index);
        refused(await list({ sort, cursor: changed.toString("base64url") }));
      }
      for (const text of [
        "",
        "x",
        cursor.slice(0, -1),
        `${cursor}=`,
        `${cursor}AA`,
        "x".repeat(600),
      ]) {
        refused(await list({ sort, cursor: text }));
      }
    }
  });
});

test("a limit that is not a whole number from 1 to 100 is 400, naming it", async () => {
  const { list } = await setUp();
  for (const limit of ["-1", "0", "101", "1000000000", "1e9", "1.5", "", " 5", "٣", "NaN"]) {
    const { status, body } = await list({ limit });
    expect([limit, status, body.details[0].field]).toEqual([limit, 400, "limit"]);
  }
});
