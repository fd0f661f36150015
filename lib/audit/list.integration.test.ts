import { describe, expect, test } from "vitest";
import { GET } from "#app/api/v1/audit-events/route.ts";
import { auditEvents } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { recordSystemEvent } from "#lib/audit/record.ts";
import type { AuditEvent } from "#lib/audit/schema.ts";
import { newId, smallestIdAt } from "#lib/ids.ts";
import { call } from "#lib/testing/api/requests.ts";
import {
  mintApplication,
  mintMerchant,
  type TestMember,
  withRole,
} from "#lib/testing/records/merchants.ts";

/** Two applications with a key each, of which the first is revoked and the second noted as expired. */
async function setUp() {
  const owner = await mintMerchant();
  const { ctx } = owner;
  const [shop, billing] = [await mintApplication(ctx), await mintApplication(ctx, "test")];
  const create = (applicationId: string, description: string) =>
    createApiKey(ctx, { applicationId, description });
  const [sold, billed] = [await create(shop.id, "Till"), await create(billing.id, "Invoices")];
  await revokeApiKey(ctx, { applicationId: shop.id, keyId: sold.id, reason: "Lost" });
  await recordSystemEvent(ctx, ctx.merchantId, {
    action: "api_key.expired",
    applicationId: billing.id,
    apiKeyId: billed.id,
  });
  return { owner, shop, billing, sold, billed };
}

const list = ({ token }: TestMember, query = "") => call(GET, { token, query });

async function actions(member: TestMember, query: string): Promise<string[]> {
  const { status, body } = await list(member, query);
  expect([status, body.nextCursor]).toEqual([200, null]);
  return body.data.map((event: AuditEvent) => event.action);
}

/** An event of the past, whose id was made when it happened, but for `skewMs` of a wrong clock. */
async function insertAt({ ctx }: TestMember, moment: string, skewMs = 0): Promise<string> {
  const createdAt = new Date(moment);
  const time = smallestIdAt("aud", createdAt.getTime() + skewMs).slice(0, 14);
  const id = time + newId("aud").slice(14);
  const { merchantId, caller } = ctx;
  const who = { merchantId, actorId: caller.userId, via: "portal", requestId: "r" } as const;
  await ctx.db.insert(auditEvents).values({ id, ...who, action: "account.signed_in", createdAt });
  return id;
}

describe("GET /api/v1/audit-events", () => {
  test("tells who did what to what, when, from where, before and after", async () => {
    const { owner, shop, sold } = await setUp();
    const { body } = await list(owner, `?keyId=${sold.id}&action=api_key.revoked`);
    expect(body).toEqual({
      data: [
        {
          id: expect.stringMatching(/^aud_[0-9a-z]{26}$/),
          action: "api_key.revoked",
          actor: { id: owner.ctx.caller.userId, email: owner.email, name: null },
          via: "token",
          sessionId: owner.ctx.claim.sessionId,
          applicationId: shop.id,
          applicationName: "Checkout",
          keyId: sold.id,
          keyDescription: "Till",
          keyPrefix: sold.keyPrefix,
          address: "192.0.2.1",
          userAgent: "vitest",
          requestId: owner.ctx.request.id,
          before: { status: "active" },
          after: { status: "revoked", reason: "Lost", leaked: false },
          createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        },
      ],
      nextCursor: null,
    });
    expect(JSON.stringify(body)).not.toMatch(/hash|fullKey/i);
  });

  test("filters by application, key, person and action, alone and together", async () => {
    const { owner, shop, billing, sold, billed } = await setUp();
    const me = owner.ctx.caller.userId;
    expect(await actions(owner, "")).toEqual([
      "api_key.expired",
      "api_key.revoked",
      "api_key.created",
      "api_key.created",
      "application.created",
      "application.created",
      "account.signed_in",
      "merchant.created",
    ]);
    expect(await actions(owner, `?applicationId=${shop.id}`)).toEqual([
      "api_key.revoked",
      "api_key.created",
      "application.created",
    ]);
    expect(await actions(owner, `?keyId=${billed.id}`)).toEqual([
      "api_key.expired",
      "api_key.created",
    ]);
    expect(await actions(owner, `?keyId=${sold.id}&applicationId=${billing.id}`)).toEqual([]);
    expect(await actions(owner, "?actor=system")).toEqual(["api_key.expired"]);
    expect(await actions(owner, "?actor=operator")).toEqual([]);
    expect(await actions(owner, `?actor=${me}&keyId=${billed.id}`)).toEqual(["api_key.created"]);
    expect(await actions(owner, "?action=application.created")).toHaveLength(2);
    expect(
      await actions(
        owner,
        `?applicationId=${shop.id}&keyId=${sold.id}&actor=${me}&action=api_key.created&from=2026-01-01T00:00:00Z&to=2200-01-01T00:00:00%2B01:00`,
      ),
    ).toEqual(["api_key.created"]);
    const { body } = await list(owner, "?actor=system");
    expect(body.data[0]).toMatchObject({ actor: { id: "system", email: null }, via: "system" });
  });

  test("takes the beginning in and leaves the end out, whatever the zone it is told in", async () => {
    const owner = await mintMerchant();
    const first = await insertAt(owner, "2020-02-23T10:00:00Z");
    const second = await insertAt(owner, "2020-02-23T11:00:00Z");
    const find = async (query: string) => {
      const { body } = await list(owner, query);
      return body.data.map((event: AuditEvent) => event.id);
    };
    expect(await find("?to=2020-12-31T00:00:00Z")).toEqual([second, first]);
    expect(await find("?from=2020-02-23T10:00:00Z&to=2020-02-23T11:00:00Z")).toEqual([first]);
    expect(await find("?from=2020-02-23T10:00:01Z&to=2020-02-23T11:00:01Z")).toEqual([second]);
    expect(await find("?from=2020-02-23T12:00:00%2B01:00&to=2020-02-24T00:00:00Z")).toEqual([
      second,
    ]);
    expect(await find("?from=2020-02-23T10:00:00Z&to=2020-02-23T10:00:00Z")).toEqual([]);
  });

  test("finds an event of a server whose clock was wrong by half an hour", async () => {
    const owner = await mintMerchant();
    const halfAnHourMs = 30 * 60 * 1000;
    const slow = await insertAt(owner, "2020-02-23T10:00:00Z", -halfAnHourMs);
    const fast = await insertAt(owner, "2020-02-23T10:00:00Z", halfAnHourMs);
    const { body } = await list(owner, "?from=2020-02-23T10:00:00Z&to=2020-02-23T10:00:01Z");
    expect(body.data.map((event: AuditEvent) => event.id)).toEqual([fast, slow]);
  });

  test("pages through everything, newest first, none twice and none left out while some are added", async () => {
    const { owner } = await setUp();
    const { body: all } = await list(owner);
    const seen: AuditEvent[] = [];
    let query = "?limit=3";
    while (query) {
      const { status, body } = await list(owner, query);
      expect(status).toBe(200);
      seen.push(...body.data);
      query = body.nextCursor ? `?limit=3&cursor=${body.nextCursor}` : "";
      await mintApplication(owner.ctx);
    }
    expect(seen).toEqual(all.data);
  });

  test("shows nothing of another merchant's, also to who knows its ids", async () => {
    const { owner, shop, sold } = await setUp();
    const stranger = await mintMerchant();
    expect(await actions(stranger, `?applicationId=${shop.id}`)).toEqual([]);
    expect(await actions(stranger, `?keyId=${sold.id}`)).toEqual([]);
    expect(await actions(stranger, `?actor=${owner.ctx.caller.userId}`)).toEqual([]);
    expect(await actions(stranger, "")).toEqual(["account.signed_in", "merchant.created"]);
  });

  test("is for admins and owners, and for tokens that may", async () => {
    const owner = await mintMerchant();
    expect((await call(GET)).status).toBe(401);
    for (const [role, status] of [
      ["viewer", 403],
      ["developer", 403],
      ["admin", 200],
      ["owner", 200],
    ] as const) {
      expect((await list(await withRole(owner, role))).status).toBe(status);
    }
  });

  test.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=-1", "limit"],
    ["limit=1000000000", "limit"],
    ["cursor=%00", "cursor"],
    ["cursor=AAAAAAAAAAAAAAAAAAAAAAAA", "cursor"],
    ["applicationId=1", "applicationId"],
    [`applicationId=${newId("key")}`, "applicationId"],
    [`keyId=${newId("app")}`, "keyId"],
    ["keyId=", "keyId"],
    ["actor=somebody", "actor"],
    ["actor=system'--", "actor"],
    ["action=api_key.stolen", "action"],
    ["from=yesterday", "from"],
    ["from=2026-02-23", "from"],
    ["to=2026-02-30T00:00:00Z", "to"],
    ["from=0000-01-01T00:00:00Z", "from"],
    ["to=9999-12-31T23:59:59-23:59", "to"],
    ["from=2026-02-24T00:00:00Z&to=2026-02-23T00:00:00Z", "to"],
    ["merchantId=mer_1", "merchantId"],
    ["action=api_key.created&action=api_key.revoked", "action"],
  ])("refuses ?%s, naming the field", async (query, field) => {
    const { status, body } = await list(await mintMerchant(), `?${query}`);
    expect([status, body.details.map((detail: { field: string }) => detail.field)]).toEqual([
      400,
      [field],
    ]);
  });

  test("answers moments at the ends of time", async () => {
    const owner = await mintMerchant();
    const ends = "?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z";
    expect(await actions(owner, ends)).toHaveLength(2);
    expect(await actions(owner, "?to=0001-01-01T00:00:00Z")).toEqual([]);
    expect(await actions(owner, "?from=9999-12-31T23:59:59Z")).toEqual([]);
  });

  test("opens a cursor only with the filters that it was made for, and for its own merchant", async () => {
    const { owner, shop } = await setUp();
    const filters = `limit=1&applicationId=${shop.id}`;
    const { body } = await list(owner, `?${filters}`);
    const cursor = body.nextCursor as string;
    expect((await list(owner, `?${filters}&cursor=${cursor}`)).status).toBe(200);
    const changed = `${cursor.startsWith("A") ? "B" : "A"}${cursor.slice(1)}`;
    const stranger = await mintMerchant();
    const refused = [
      list(owner, `?limit=1&cursor=${cursor}`),
      list(owner, `?${filters}&action=api_key.created&cursor=${cursor}`),
      list(owner, `?${filters}&from=2026-01-01T00:00:00Z&cursor=${cursor}`),
      list(owner, `?${filters}&cursor=${changed}`),
      list(stranger, `?${filters}&cursor=${cursor}`),
    ];
    for (const { status, body } of await Promise.all(refused)) {
      expect([status, body.details?.[0]?.field]).toEqual([400, "cursor"]);
    }
  });
});
