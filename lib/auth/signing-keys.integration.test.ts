import { eq, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { afterEach, describe, expect, test, vi } from "vitest";
import { GET as JWKS } from "#app/.well-known/jwks.json/route.ts";
import { GET as LIST } from "#app/api/v1/applications/route.ts";
import { signingKeys } from "#drizzle/schema.ts";
import { listSigningKeys } from "#lib/auth/list-signing-keys.ts";
import { revokeSigningKey } from "#lib/auth/revoke-signing-key.ts";
import { rotateSigningKey } from "#lib/auth/rotate-signing-key.ts";
import { grantTokens } from "#lib/auth/tokens.ts";
import { processWide, resetProcessWide } from "#lib/process-wide.ts";
import { createContext } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintMerchant } from "#lib/testing/records/merchants.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });

const name = "signing keys";
/** What each instance remembers of the keys. */
const memories = new Map<string, unknown>();

async function on<T>(instance: string, work: () => Promise<T>): Promise<T> {
  resetProcessWide(name);
  const memory = memories.get(instance);
  if (memory) processWide(name, () => memory);
  const result = await work();
  memories.set(
    instance,
    processWide(name, () => undefined),
  );
  return result;
}

/** Moves the clock that ages what an instance has read. */
function passSeconds(seconds: number): void {
  const now = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => now + seconds * 1000);
}

afterEach(() => {
  vi.restoreAllMocks();
  memories.clear();
  resetProcessWide(name);
});

const getKid = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;
const sign = async (merchant: Awaited<ReturnType<typeof mintMerchant>>) =>
  (await grantTokens(merchant.ctx)).accessToken;
const use = async (token: string) => (await call(LIST, { token })).status;
const published = async () => (await call(JWKS)).body.keys.map(({ kid }: { kid: string }) => kid);
const activate = (kid: string) =>
  ctx.db.update(signingKeys).set({ activeAt: sql`now()` }).where(eq(signingKeys.kid, kid));

describe("a rotation of the signing key", () => {
  test("is published before it signs, and old tokens stay good", async () => {
    const merchant = await mintMerchant();
    const before = getKid(merchant.token);
    const { kid, status } = await rotateSigningKey(ctx);
    expect(status).toBe("next");
    resetProcessWide(name);
    expect(await published()).toEqual([kid, before]);
    expect(getKid(await sign(merchant))).toBe(before);
    await activate(kid);
    resetProcessWide(name);
    const after = await sign(merchant);
    expect(getKid(after)).toBe(kid);
    expect([await use(merchant.token), await use(after)]).toEqual([200, 200]);
    const statuses = (await listSigningKeys(ctx)).map((key) => [key.kid, key.status]);
    expect(statuses.slice(0, 2)).toEqual([
      [kid, "signing"],
      [before, "verifying"],
    ]);
  });

  test("signs five minutes later, which every instance counts by the database's clock", async () => {
    const merchant = await mintMerchant();
    const { kid, activeAt } = await rotateSigningKey(ctx);
    const [row] = await ctx.db.execute<{ seconds: number }>(
      sql`select extract(epoch from ${activeAt}::timestamptz - now())::float8 as seconds`,
    );
    expect(row?.seconds).toBeGreaterThan(290);
    expect(row?.seconds).toBeLessThanOrEqual(300);
    resetProcessWide(name);
    expect(getKid(await sign(merchant))).not.toBe(kid);
    passSeconds(301);
    expect(getKid(await sign(merchant))).not.toBe(kid);
    vi.restoreAllMocks();
    await activate(kid);
    resetProcessWide(name);
    expect(getKid(await sign(merchant))).toBe(kid);
  });

  test("fails no request on an instance that has not heard of it", async () => {
    const merchant = await mintMerchant();
    expect(await on("b", () => use(merchant.token))).toBe(200);
    const statuses = new Set<number>();
    for (let i = 0; i < 20; i++) {
      if (i === 10) await activate((await rotateSigningKey(ctx)).kid);
      if (i === 12) memories.delete("a");
      const token = await on("a", () => sign(merchant));
      if (i === 12) passSeconds(2);
      statuses.add(await on("b", () => use(token)));
      statuses.add(await on("b", () => use(merchant.token)));
    }
    expect([...statuses]).toEqual([200]);
  });

  test("has an unknown key looked for once a second at most", async () => {
    const { token } = await mintMerchant();
    expect(await use(token)).toBe(200);
    const [, payload, signature] = token.split(".");
    const head = { alg: "ES256", typ: "at+jwt", kid: "unknown" };
    const strange = `${Buffer.from(JSON.stringify(head)).toString("base64url")}.${payload}.${signature}`;
    passSeconds(2);
    const cache = processWide(name, () => new LRUCache<"all", { loadedAt: number }>({ max: 1 }));
    const getLoadedAt = () => cache.peek("all")?.loadedAt ?? Number.NaN;
    const first = getLoadedAt();
    expect(await use(strange)).toBe(401);
    const second = getLoadedAt();
    expect(second).toBeGreaterThan(first);
    for (let i = 0; i < 5; i++) expect(await use(strange)).toBe(401);
    expect(getLoadedAt()).toBe(second);
    expect(await use(token)).toBe(200);
  });
});

describe("revoking a signing key", () => {
  test("ends what it has signed within a minute, and nothing else", async () => {
    const merchant = await mintMerchant();
    const before = getKid(merchant.token);
    await activate((await rotateSigningKey(ctx)).kid);
    resetProcessWide(name);
    const after = await sign(merchant);
    expect([await use(merchant.token), await use(after)]).toEqual([200, 200]);
    const revoked = await revokeSigningKey(ctx, { kid: before });
    expect(revoked).toMatchObject({ kid: before, status: "revoked" });
    expect(await revokeSigningKey(ctx, { kid: before })).toEqual(revoked);
    passSeconds(61);
    expect([await use(merchant.token), await use(after)]).toEqual([401, 200]);
    expect(await published()).not.toContain(before);
  });

  test("is refused where no other key could sign", async () => {
    const { token } = await mintMerchant();
    const signing = getKid(token);
    for (const { kid, status } of await listSigningKeys(ctx)) {
      if (kid !== signing && status !== "revoked") await revokeSigningKey(ctx, { kid });
    }
    const next = await rotateSigningKey(ctx);
    await expect(revokeSigningKey(ctx, { kid: signing })).rejects.toThrow(
      "No other key could sign",
    );
    await revokeSigningKey(ctx, { kid: next.kid });
    await expect(revokeSigningKey(ctx, { kid: signing })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(revokeSigningKey(ctx, { kid: "none" })).rejects.toThrow(
      "There is no signing key none",
    );
    expect(await use(token)).toBe(200);
  });
});
