import { eq, type SQL, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { GET as COUNT } from "#app/api/v1/hygiene/counts/route.ts";
import { GET as LIST } from "#app/api/v1/hygiene/route.ts";
import { suggestScopes } from "#components/api-keys/create/suggested-scopes.ts";
import { suggestExpiry } from "#components/fields/expiry.ts";
import { apiKeys } from "#drizzle/schema.ts";
import { type HygieneFinding, hygieneFindings } from "#lib/api-keys/constants.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { readKeyPolicy } from "#lib/api-keys/policy.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import {
  type HygieneCounts,
  type HygieneRow,
  hygieneCountsSchema,
  hygieneRowSchema,
} from "#lib/api-keys/schema.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import { roles } from "#lib/merchants/permissions.ts";
import { call } from "#lib/testing/api/requests.ts";
import {
  mintApplication,
  mintMerchant,
  type TestMember,
  withRole,
} from "#lib/testing/records/merchants.ts";

const nothingFound: HygieneCounts = {
  never_used: 0,
  unused: 0,
  no_expiry: 0,
  expiring_soon: 0,
  all_scopes: 0,
};

/** Moments on the database's clock, as PostgreSQL's intervals from now; null for never. */
interface Life {
  created?: string;
  lastUsed?: string | null;
  expires?: string | null;
  scopes?: string[];
}

const fromNow = (interval: string | null): SQL | null =>
  interval === null ? null : sql`now() + ${interval}::interval`;

async function setUp() {
  const merchant = await mintMerchant();
  const application = await mintApplication(merchant.ctx);
  return { ...merchant, application };
}

/** A key about which nothing is found, but for what `life` says. */
async function mintKey({ ctx, application }: Awaited<ReturnType<typeof setUp>>, life: Life = {}) {
  const { created = "0", lastUsed = "-1 day", expires = "200 days" } = life;
  const key = await createApiKey(ctx, {
    applicationId: application.id,
    description: "Checkout",
    scopes: life.scopes ?? ["payments:read"],
  });
  const changes = {
    createdAt: sql`now() + ${created}::interval`,
    lastUsedAt: fromNow(lastUsed),
    expiresAt: fromNow(expires),
  };
  await ctx.db.update(apiKeys).set(changes).where(eq(apiKeys.id, key.id));
  return key;
}

const list = ({ token }: TestMember, query = "") => call(LIST, { token, query });
const countAll = async ({ token }: TestMember) => (await call(COUNT, { token })).body;

async function listFindings(merchant: TestMember) {
  const { body } = await list(merchant, "?limit=100");
  return (body.data as HygieneRow[]).map((row) => row.findings);
}

describe("each finding", () => {
  const edges: Record<HygieneFinding, { found: Life[]; notFound: Life[] }> = {
    never_used: {
      found: [{ lastUsed: null, created: "-7 days" }],
      notFound: [
        { lastUsed: null },
        { lastUsed: null, created: "-7 days 1 minute" },
        { lastUsed: "-1 minute", created: "-8 days" },
      ],
    },
    unused: {
      found: [{ lastUsed: "-90 days", created: "-100 days" }],
      notFound: [{ lastUsed: "-90 days 1 minute", created: "-100 days" }],
    },
    no_expiry: { found: [{ expires: null }], notFound: [{ expires: "3650 days" }] },
    expiring_soon: {
      found: [{ expires: "30 days" }, { expires: "1 minute" }],
      notFound: [{ expires: "30 days 1 minute" }, { expires: "0" }],
    },
    all_scopes: {
      found: [{ scopes: ["*"] }, { scopes: ["*", "payouts:write"] }],
      notFound: [{ scopes: ["payments:read", "payments:write"] }],
    },
  };

  test.each(hygieneFindings)("%s begins and ends at its edges", async (finding) => {
    const merchant = await setUp();
    for (const life of edges[finding].notFound) await mintKey(merchant, life);
    expect(await listFindings(merchant)).toEqual([]);
    expect(await countAll(merchant)).toEqual(nothingFound);
    for (const life of edges[finding].found) await mintKey(merchant, life);
    const { length } = edges[finding].found;
    expect(await listFindings(merchant)).toEqual(Array(length).fill([finding]));
    expect(await countAll(merchant)).toEqual({ ...nothingFound, [finding]: length });
  });
});

test("a key just made is asked for its expiry and scopes only", async () => {
  const merchant = await setUp();
  await createApiKey(merchant.ctx, {
    applicationId: merchant.application.id,
    description: "New",
  });
  expect(await listFindings(merchant)).toEqual([["no_expiry", "all_scopes"]]);
});

test("keys of all applications are told with everything that may be shown and all findings", async () => {
  const merchant = await setUp();
  const first = await mintKey(merchant, { lastUsed: null, created: "-1 year", scopes: ["*"] });
  const application = await mintApplication(merchant.ctx, "test");
  const second = await mintKey({ ...merchant, application }, { expires: null });
  const { status, body } = await list(merchant);
  expect([status, body.nextCursor]).toEqual([200, null]);
  for (const row of body.data) expect(hygieneRowSchema.parse(row)).toEqual(row);
  expect(body.data).toMatchObject([
    {
      apiKey: { id: second.id, applicationId: application.id, environment: "test" },
      applicationName: "Checkout",
      findings: ["no_expiry"],
    },
    {
      apiKey: { id: first.id, status: "active", keyPrefix: first.keyPrefix },
      findings: ["never_used", "all_scopes"],
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(first.fullKey);
});

test("revoked and expired keys are left alone", async () => {
  const merchant = await setUp();
  const { ctx, application } = merchant;
  const revoked = await mintKey(merchant, { expires: null, scopes: ["*"] });
  await revokeApiKey(ctx, { applicationId: application.id, keyId: revoked.id });
  await mintKey(merchant, { expires: "-1 day", scopes: ["*"] });
  expect(await listFindings(merchant)).toEqual([]);
  expect(await countAll(merchant)).toEqual(nothingFound);
});

test("a remedy takes its finding away", async () => {
  const merchant = await setUp();
  const key = await mintKey(merchant, { expires: null, scopes: ["*"] });
  const target = { applicationId: merchant.application.id, keyId: key.id };
  await updateApiKey(merchant.ctx, { ...target, scopes: ["payments:read"] });
  expect(await listFindings(merchant)).toEqual([["no_expiry"]]);
  const expiresAt = new Date(Date.now() + 90 * 86_400_000).toISOString();
  await updateApiKey(merchant.ctx, { ...target, expiresAt });
  expect(await listFindings(merchant)).toEqual([]);
});

test("counts agree with the lists by finding", async () => {
  const merchant = await setUp();
  const lives: Life[] = [
    { lastUsed: null, created: "-8 days", expires: null, scopes: ["*"] },
    { lastUsed: "-91 days", created: "-92 days", expires: "3 days", scopes: ["*"] },
    { expires: null },
    {},
  ];
  for (const life of lives) await mintKey(merchant, life);
  const counts = hygieneCountsSchema.parse(await countAll(merchant));
  expect(counts).toEqual({
    never_used: 1,
    unused: 1,
    no_expiry: 2,
    expiring_soon: 1,
    all_scopes: 2,
  });
  for (const finding of hygieneFindings) {
    const { body } = await list(merchant, `?finding=${finding}`);
    expect(body.data.length).toBe(counts[finding]);
    for (const row of body.data) expect(row.findings).toContain(finding);
  }
  expect((await list(merchant)).body.data.length).toBe(3);
});

test("pages show each key once although keys are added meanwhile", async () => {
  const merchant = await setUp();
  const made: string[] = [];
  for (let index = 0; index < 5; index++) {
    made.unshift((await mintKey(merchant, { expires: null })).id);
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await list(
      merchant,
      `?finding=no_expiry&limit=2${cursor ? `&cursor=${cursor}` : ""}`,
    );
    seen.push(...body.data.map((row: HygieneRow) => row.apiKey.id));
    cursor = body.nextCursor;
    await mintKey(merchant, { expires: null });
  } while (cursor);
  expect(seen).toEqual(made);
});

test("a finding, limit or cursor that is not one is 400, and so is a cursor of another list", async () => {
  const merchant = await setUp();
  for (let index = 0; index < 2; index++) await mintKey(merchant, { expires: null });
  const { body } = await list(merchant, "?finding=no_expiry&limit=1");
  expect((await list(merchant, `?limit=1&cursor=${body.nextCursor}`)).status).toBe(400);
  for (const [query, field] of [
    ["?finding=stale", "finding"],
    ["?limit=0", "limit"],
    ["?limit=101", "limit"],
    ["?cursor=x", "cursor"],
    ["?status=active", "status"],
  ]) {
    const answer = await list(merchant, query);
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field]);
  }
});

test("every role may read it, nobody without a session, and nobody sees another merchant's", async () => {
  const merchant = await setUp();
  for (let index = 0; index < 2; index++) await mintKey(merchant, { expires: null });
  const other = await setUp();
  expect(await listFindings(other)).toEqual([]);
  expect(await countAll(other)).toEqual(nothingFound);
  const { nextCursor } = (await list(merchant, "?limit=1")).body;
  expect((await list(other, `?limit=1&cursor=${nextCursor}`)).status).toBe(400);
  for (const role of roles) {
    const member = await withRole(merchant, role);
    expect(await listFindings(member)).toEqual([["no_expiry"], ["no_expiry"]]);
    expect(await countAll(member)).toEqual({ ...nothingFound, no_expiry: 2 });
  }
  for (const handler of [LIST, COUNT]) expect((await call(handler)).status).toBe(401);
});

test("a live key with the defaults of the portal's dialog has no finding", async () => {
  const merchant = await setUp();
  const { ctx, application } = merchant;
  const policy = await readKeyPolicy(ctx, "live");
  await createApiKey(ctx, {
    applicationId: application.id,
    description: "Checkout",
    scopes: suggestScopes(policy.scopes),
    expiresAt: suggestExpiry(policy.longestLifeDays),
  });
  expect(await countAll(merchant)).toEqual(nothingFound);
});
