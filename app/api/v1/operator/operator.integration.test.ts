import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  GET as GET_KEY,
  PATCH as PATCH_KEY,
} from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import {
  POST as CREATE_KEY,
  GET as LIST_KEYS,
} from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { POST as CREATE_APPLICATION } from "#app/api/v1/applications/route.ts";
import { GET as LIST_EVENTS } from "#app/api/v1/audit-events/route.ts";
import { GET as GET_MERCHANT, PATCH as PATCH_MERCHANT } from "#app/api/v1/merchant/route.ts";
import { apiKeys, auditEvents, merchants } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { restoreApiKey } from "#lib/api-keys/restore.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { listOperatorEvents } from "#lib/audit/list-operator-events.ts";
import { sealAuditLog } from "#lib/audit/seal.ts";
import { verifyAuditSeals } from "#lib/audit/verify-seals.ts";
import { newId } from "#lib/ids.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { type CreatedServiceToken, serviceTokenScopes } from "#lib/service-tokens/schema.ts";
import { askOperator } from "#lib/testing/api/operator.ts";
import { call } from "#lib/testing/api/requests.ts";
import { anHour, getVerdict, mintApiKey } from "#lib/testing/records/api-keys.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { addMember, mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

/** Made before the first call: a process reads the tokens at most once a second. */
let other: CreatedServiceToken;
let keyWriter: CreatedServiceToken;

beforeAll(async () => {
  const { ctx } = await mintMerchant();
  const scopes = [...serviceTokenScopes];
  other = await createServiceToken(ctx, { name: newId("svc"), scopes });
  keyWriter = await createServiceToken(ctx, { name: newId("svc"), scopes: ["api-keys:write"] });
});

const mint = async (fields: object = {}) => {
  const { status, body } = await askOperator("operatorCreateMerchant", {
    body: { name: "Example shop", ...fields },
  });
  expect(status).toBe(201);
  return body;
};

describe("a new merchant", () => {
  test("has a working key after three calls, found by external ids alone", async () => {
    const externalId = `cust ${randomUUID()}/1`;
    await mint({ externalId });
    const merchantId = `externalId:${externalId}`;
    await askOperator("operatorCreateApplication", {
      params: { merchantId },
      body: { name: "UK store", externalId: "store-12" },
    });
    const created = await askOperator("operatorCreateApiKey", {
      params: { merchantId, id: "externalId:store-12" },
      body: { description: "Till", externalId: "till-7" },
    });
    expect(created.status).toBe(201);
    const ids = { merchantId, id: "externalId:store-12", keyId: "externalId:till-7" };
    const { body } = await askOperator("operatorGetApiKey", { params: ids });
    expect(body).toMatchObject({
      id: created.body.id,
      externalId: "till-7",
      createdBy: "operator",
    });
    const verdict = await askOperator("verifyApiKey", { body: { key: created.body.fullKey } });
    expect(verdict.body).toMatchObject({
      valid: true,
      externalId: "till-7",
      applicationExternalId: "store-12",
      merchantExternalId: externalId,
    });
  });

  test("gets its owner by email, as by the command line, and needs none", async () => {
    const { ctx } = await mintMerchant();
    const ownerEmail = `${randomUUID()}@example.test`;
    expect(await mint({ ownerEmail })).toMatchObject({ owners: [ownerEmail], status: "active" });
    expect((await takeMail(ctx, ownerEmail))[0]?.text).toContain("choose your password");
    expect(await mint()).toMatchObject({ owners: [], externalId: null, metadata: {} });
  });

  test("is made once for each Idempotency-Key of a token", async () => {
    const { ctx } = await mintMerchant();
    const body = { name: randomUUID() };
    const headers = { "idempotency-key": randomUUID() };
    const send = (more: object = {}) =>
      askOperator("operatorCreateMerchant", { body, headers, ...more });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect((await send()).headers.get("idempotency-replayed")).toBe("true");
    expect((await send({ body: { name: "Another" } })).status).toBe(422);
    expect((await send({ token: other.token })).body.id).not.toBe(answers[0]?.body.id);
    expect(await ctx.db.$count(merchants, eq(merchants.name, body.name))).toBe(2);
  });

  test("and its application and key are made once as well, and each token has keys of its own", async () => {
    const { ctx } = await mintMerchant();
    const { merchantId } = ctx;
    const headers = { "idempotency-key": randomUUID() };
    const name = { name: "UK store" };
    const create = () =>
      askOperator("operatorCreateApplication", { params: { merchantId }, headers, body: name });
    const [first, second] = [await create(), await create()];
    expect([first.status, second.body]).toEqual([201, first.body]);
    const params = { merchantId, id: first.body.id };
    const { token } = keyWriter;
    const createKey = (by?: string) =>
      askOperator("operatorCreateApiKey", {
        params,
        headers,
        body: { description: "Till" },
        ...(by && { token: by }),
      });
    const [key, replayed, other] = [await createKey(), await createKey(), await createKey(token)];
    expect(replayed.body).toEqual(key.body);
    expect(other.body.id).not.toBe(key.body.id);
  });

  test("can't have an external id that is in use", async () => {
    const externalId = randomUUID();
    const { id } = await mint({ externalId });
    const again = await askOperator("operatorCreateMerchant", {
      body: { name: "Another", externalId },
    });
    expect([again.status, again.body.message]).toEqual([409, "This external id is already in use"]);
    const params = { merchantId: id };
    const names = { name: "UK store", externalId };
    const create = (merchantId: string) =>
      askOperator("operatorCreateApplication", { params: { merchantId }, body: names });
    const application = await create(id);
    expect([application.status, (await create(id)).status]).toEqual([201, 409]);
    expect((await create((await mint()).id)).status).toBe(201);
    const inUse = { ...params, id: application.body.id };
    const key = { description: "Till", externalId };
    const createKey = () => askOperator("operatorCreateApiKey", { params: inUse, body: key });
    expect([(await createKey()).status, (await createKey()).status]).toEqual([201, 409]);
  });
});

test("merchants are listed by name, external id and status, page by page", async () => {
  const name = `Zebra ${randomUUID()}`;
  const externalId = randomUUID();
  const first = await mint({ name, externalId });
  const second = await mint({ name });
  await askOperator("operatorSuspendMerchant", { params: { merchantId: second.id } });
  const list = async (query: Record<string, string>) => {
    const { status, body } = await askOperator("operatorListMerchants", { query });
    expect(status).toBe(200);
    return body;
  };
  const getIds = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id);
  expect(getIds(await list({ q: name.toUpperCase() }))).toEqual([second.id, first.id]);
  expect(getIds(await list({ externalId }))).toEqual([first.id]);
  expect(getIds(await list({ q: name, status: "suspended" }))).toEqual([second.id]);
  expect(getIds(await list({ q: name, status: "active" }))).toEqual([first.id]);
  expect(getIds(await list({ q: "%" })).length).toBe(0);
  const page = await list({ q: name, limit: "1" });
  expect(getIds(await list({ q: name, limit: "1", cursor: page.nextCursor }))).toEqual([first.id]);
  const { status } = await askOperator("operatorListMerchants", {
    query: { cursor: page.nextCursor },
  });
  expect(status).toBe(400);
});

describe("a suspended merchant", () => {
  test("has no key that verifies, reads why, creates nothing, and is as before once resumed", async () => {
    const { ctx, token, key, params: ids } = await mintApiKey();
    const params = { merchantId: ctx.merchantId };
    const reason = "Chargebacks above the limit";
    const suspended = await askOperator("operatorSuspendMerchant", { params, body: { reason } });
    expect(suspended.body).toMatchObject({ status: "suspended", suspendedReason: reason });
    expect(Date.parse(suspended.headers.get("effective-at") ?? "")).not.toBeNaN();
    expect(await getVerdict(ctx, key.fullKey)).toBe("suspended");
    const company = await call(GET_MERCHANT, { token });
    expect(company.body).toMatchObject({ suspendedReason: reason });
    for (const create of [
      call(CREATE_APPLICATION, { token, body: { name: "UK store" } }),
      call(CREATE_KEY, { token, params: ids, body: { description: "Till" } }),
    ]) {
      expect((await create).status).toBe(403);
    }
    const again = await askOperator("operatorSuspendMerchant", {
      params,
      body: { reason: "Fraud" },
    });
    expect(again.body).toMatchObject({
      suspendedAt: suspended.body.suspendedAt,
      suspendedReason: "Fraud",
    });
    const resumed = await askOperator("operatorResumeMerchant", { params });
    expect(resumed.body).toMatchObject({ status: "active", suspendedReason: null });
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
  });
});

describe("a closed merchant", () => {
  test("loses its members and keys for good, tells its owners why, and stays on record", async () => {
    const merchant = await mintApiKey();
    const { ctx, token, email, key } = merchant;
    const params = { merchantId: ctx.merchantId };
    const reason = "The contract has ended";
    const closed = await askOperator("operatorCloseMerchant", { params, body: { reason } });
    expect(closed.body).toMatchObject({ status: "closed", closedReason: reason, owners: [] });
    expect(await getVerdict(ctx, key.fullKey)).toBe("suspended");
    expect((await call(GET_MERCHANT, { token })).status).toBe(401);
    expect((await takeMail(ctx, email)).map(({ text }) => text).join()).toContain(reason);
    for (const id of ["operatorResumeMerchant", "operatorSuspendMerchant"] as const) {
      expect((await askOperator(id, { params })).status).toBe(409);
    }
    const rename = { params, body: { name: "Another" } };
    expect((await askOperator("operatorUpdateMerchant", rename)).status).toBe(409);
    const create = { params, body: { name: "UK store" } };
    expect((await askOperator("operatorCreateApplication", create)).status).toBe(409);
    expect((await askOperator("operatorListApplications", { params })).body.data).toHaveLength(1);
    const repeated = await askOperator("operatorCloseMerchant", { params });
    expect(repeated.body).toEqual(closed.body);
  });
});

describe("metadata", () => {
  const operators = { "operator:risk": "low" };

  test("with the operator's names is neither shown to merchants nor theirs to set or erase", async () => {
    const { ctx, token } = await mintMerchant();
    const { merchantId } = ctx;
    const metadata = { plan: "gold", ...operators };
    const application = await askOperator("operatorCreateApplication", {
      params: { merchantId },
      body: { name: "UK store", metadata },
    });
    expect(application.body.metadata).toEqual(metadata);
    const params = { id: application.body.id };
    const created = await askOperator("operatorCreateApiKey", {
      params: { merchantId, ...params },
      body: { description: "Till", metadata, tags: ["b", "a", "b"] },
    });
    expect(created.body).toMatchObject({ metadata, tags: ["a", "b"] });
    const ids = { ...params, keyId: created.body.id };
    expect((await call(GET_KEY, { token, params: ids })).body.metadata).toEqual({ plan: "gold" });
    const patch = (body: unknown) => call(PATCH_KEY, { method: "PATCH", token, params: ids, body });
    const set = await patch({ metadata: { "operator:risk": "none" } });
    expect([set.status, set.body.details[0].field]).toEqual([400, "metadata.operator:risk"]);
    expect((await patch({ metadata: { plan: "silver" } })).body.metadata).toEqual({
      plan: "silver",
    });
    expect((await patch({ metadata: {} })).body.metadata).toEqual({});
    const read = () => askOperator("operatorGetApiKey", { params: { merchantId, ...ids } });
    expect((await read()).body.metadata).toEqual(operators);
    const erased = await askOperator("operatorUpdateApiKey", {
      params: { merchantId, ...ids },
      body: { metadata: { plan: "gold" } },
    });
    expect(erased.body.metadata).toEqual({ plan: "gold" });
    const texts = await Promise.all([
      call(LIST_EVENTS, { token }),
      call(GET_KEY, { token, params: ids }),
      call(GET_MERCHANT, { token }),
    ]);
    expect(JSON.stringify(texts.map(({ body }) => body))).not.toContain("operator:");
    const logged = await ctx.db
      .select({ after: auditEvents.after })
      .from(auditEvents)
      .where(and(eq(auditEvents.apiKeyId, created.body.id), isNull(auditEvents.merchantId)));
    expect(logged.map(({ after }) => after)).toEqual([{ merchantId, metadata: {} }]);
  });

  test("of the company is the merchant's to change, but for the operator's", async () => {
    const { ctx, token } = await mintMerchant();
    const params = { merchantId: ctx.merchantId };
    const body = { metadata: { plan: "gold", ...operators } };
    await askOperator("operatorUpdateMerchant", { params, body });
    expect((await call(GET_MERCHANT, { token })).body.metadata).toEqual({ plan: "gold" });
    const changed = await call(PATCH_MERCHANT, {
      method: "PATCH",
      token,
      body: { metadata: { region: "eu" } },
    });
    expect(changed.body.metadata).toEqual({ region: "eu" });
    const { body: read } = await askOperator("operatorGetMerchant", { params });
    expect(read.metadata).toEqual({ region: "eu", ...operators });
  });

  test("filters lists with tags, in the order of ids, for a merchant without the operator's", async () => {
    const { ctx, token } = await mintMerchant();
    const { merchantId } = ctx;
    const { id } = await mintApplication(ctx);
    const params = { merchantId, id };
    const create = async (body: object) => {
      const input = { params, body: { description: "Till", ...body } };
      return (await askOperator("operatorCreateApiKey", input)).body.id;
    };
    const first = await create({ tags: ["till"], metadata: { plan: "gold" } });
    await create({ tags: ["other"], metadata: { plan: "goldfish" } });
    const third = await create({ tags: ["till"], metadata: operators });
    const list = async (query: Record<string, string>) => {
      const { status, body } = await askOperator("operatorListApiKeys", { params, query });
      return status === 200 ? body.data.map((key: { id: string }) => key.id) : status;
    };
    expect(await list({ tag: "till" })).toEqual([third, first]);
    expect(await list({ tag: "till", sort: "oldest" })).toEqual([first, third]);
    expect(await list({ metadata: "plan=gold" })).toEqual([first]);
    expect(await list({ metadata: "operator:risk=low" })).toEqual([third]);
    expect(await list({ metadata: "operator:risk=low", tag: "till" })).toEqual([third]);
    expect(await list({ metadata: "plan=gold", tag: "other" })).toEqual([]);
    expect(await list({ tag: "till", status: "revoked" })).toEqual([]);
    expect(await list({ tag: "till", q: "TILL" })).toEqual([third, first]);
    expect(await list({ tag: "till", sort: "expiry" })).toBe(400);
    expect(await list({ metadata: "plan" })).toBe(400);
    const one = await askOperator("operatorListApiKeys", {
      params,
      query: { tag: "till", limit: "1" },
    });
    const { nextCursor: cursor } = one.body;
    expect(await list({ tag: "till", limit: "1", cursor })).toEqual([first]);
    const query = "?metadata=operator:risk%3Dlow";
    const own = await call(LIST_KEYS, { token, params: { id }, query });
    expect(own.status).toBe(400);
    await askOperator("operatorUpdateApiKey", {
      params: { ...params, keyId: first },
      body: { tags: [] },
    });
    expect(await list({ tag: "till" })).toEqual([third]);
    expect(await list({ metadata: "plan=gold" })).toEqual([first]);
  });

  test.each([
    // The parser of bodies refuses it before.
    ['{"__proto__":"a"}', "body"],
    ['{"a":1}', "metadata.a"],
    ['{"a":"\\u0000"}', "metadata.a"],
    ['{"a":"\\ud800"}', "metadata.a"],
    ['{"":"a"}', "metadata"],
    [`{"${"a".repeat(41)}":"a"}`, "metadata"],
    [`{"a":"${"b".repeat(501)}"}`, "metadata.a"],
    [
      JSON.stringify(Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`a${n}`, ""]))),
      "metadata",
    ],
    [
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`a${n}`, "b".repeat(500)])),
      ),
      "metadata",
    ],
    ["[]", "metadata"],
    ["null", "metadata"],
  ])("is refused as %s, with the field named", async (metadata, field) => {
    const { ctx } = await mintMerchant();
    const { status, body } = await askOperator("operatorUpdateMerchant", {
      params: { merchantId: ctx.merchantId },
      body: `{"metadata":${metadata}}`,
    });
    expect([status, body.details[0].field]).toEqual([400, field]);
  });

  test("takes names that mean something to JavaScript as plain names", async () => {
    const metadata = { constructor: "a", toString: "b", hasOwnProperty: "c" };
    const { id } = await mint({ metadata });
    const { body } = await askOperator("operatorGetMerchant", { params: { merchantId: id } });
    expect(body.metadata).toEqual(metadata);
  });
});

describe("overrides of a merchant", () => {
  const override = async (merchantId: string, overrides: object) => {
    const { status, body } = await askOperator("operatorUpdateMerchant", {
      params: { merchantId },
      body: { overrides },
    });
    return status === 200 ? body : body.details;
  };

  test("limit its active keys and applications, up or down", async () => {
    const { ctx, token } = await mintMerchant();
    const { merchantId } = ctx;
    const { id } = await mintApplication(ctx);
    const create = async () => {
      const { status } = await call(CREATE_KEY, {
        token,
        params: { id },
        body: { description: "Till" },
      });
      return status;
    };
    await override(merchantId, { activeKeysPerApplication: 1, applications: 1 });
    expect(await Promise.all([create(), create(), create()])).toEqual(
      expect.arrayContaining([201, 409, 409]),
    );
    const more = await call(CREATE_APPLICATION, { token, body: { name: "Another" } });
    expect(more.status).toBe(409);
    const kept = await override(merchantId, { activeKeysPerApplication: null });
    expect(kept.overrides).toMatchObject({ activeKeysPerApplication: null, applications: 1 });
    expect(await create()).toBe(201);
  });

  test("let it use only some scopes, from the next change on", async () => {
    const { ctx, token, params } = await mintApiKey();
    await override(ctx.merchantId, { allowedScopes: ["payments:read"] });
    const create = (body: object) =>
      call(CREATE_KEY, { token, params, body: { description: "Till", ...body } });
    expect((await create({ scopes: ["payments:read"] })).status).toBe(201);
    for (const body of [{}, { scopes: ["refunds:read"] }]) {
      const { status, body: answer } = await create(body);
      expect([status, answer.details]).toEqual([
        400,
        [{ field: "scopes", message: "Your company's keys can have only: payments:read" }],
      ]);
    }
    const changed = await call(PATCH_KEY, {
      method: "PATCH",
      token,
      params,
      body: { scopes: ["refunds:read"] },
    });
    expect(changed.status).toBe(400);
    expect(await override(ctx.merchantId, { allowedScopes: ["none:such"] })).toMatchObject([
      { field: "overrides.allowedScopes.0" },
    ]);
  });

  test("limit how often each of its keys is used", async () => {
    const { ctx, key } = await mintApiKey();
    await override(ctx.merchantId, { keyRateLimit: { limit: 2, windowSeconds: 3600 } });
    const verdicts = [1, 2, 3].map(() => getVerdict(ctx, key.fullKey));
    expect((await Promise.all(verdicts)).sort()).toEqual(["rate_limited", "valid", "valid"]);
  });

  test("fix its policies, which it can't change then", async () => {
    const { ctx, token } = await mintMerchant();
    const { merchantId } = ctx;
    const { id } = await mintApplication(ctx);
    await override(merchantId, { longestLifeOfLiveKeysDays: 5, singleSignOnOnly: false });
    const patch = (body: unknown) => call(PATCH_MERCHANT, { method: "PATCH", token, body });
    expect((await patch({ longestLifeOfLiveKeysDays: 3650 })).status).toBe(409);
    expect((await patch({ name: "Renamed" })).status).toBe(200);
    const create = await call(CREATE_KEY, {
      token,
      params: { id },
      body: { description: "Till", expiresAt: new Date(Date.now() + 6 * 86_400_000).toISOString() },
    });
    expect([create.status, create.body.details[0].field]).toEqual([400, "expiresAt"]);
    await override(merchantId, { requireSecondFactor: true });
    expect((await call(CREATE_APPLICATION, { token, body: { name: "UK" } })).status).toBe(403);
    await override(merchantId, { longestLifeOfLiveKeysDays: null, requireSecondFactor: false });
    expect((await patch({ longestLifeOfLiveKeysDays: 3650 })).status).toBe(200);
  });
});

describe("what the operator does for a merchant", () => {
  test("is in both logs, with the service token and the person it names, and sealed", async () => {
    const { ctx, token, params } = await mintApiKey();
    const { merchantId } = ctx;
    const { name } = keyWriter;
    const revoked = await askOperator("operatorRevokeApiKey", {
      params: { merchantId, ...params },
      query: { reason: "Fraud" },
      headers: { "on-behalf-of": "Ada@Operator.example" },
      token: keyWriter.token,
    });
    expect(revoked.status).toBe(204);
    const { body } = await call(LIST_EVENTS, { token, query: "?actor=operator" });
    expect(body.data[0]).toMatchObject({
      action: "api_key.revoked",
      actor: { id: "operator", email: "ada@operator.example", name },
      via: "operator",
      sessionId: keyWriter.id,
    });
    const [event] = await listOperatorEvents(ctx, { isSecurity: false, merchantId });
    expect(event).toMatchObject({ serviceToken: name, onBehalfOf: "ada@operator.example" });
    await sealAuditLog(ctx, Date.now() + 60_000);
    expect((await verifyAuditSeals(ctx, merchantId)).faults).toEqual([]);
  });

  test("names one person by email, or is refused", async () => {
    const { merchantId } = (await mintMerchant()).ctx;
    for (const person of ["ada", "a@b.example, c@d.example", `${"a".repeat(250)}@b.example`, ""]) {
      const { status, body } = await askOperator("operatorListApplications", {
        params: { merchantId },
        headers: { "on-behalf-of": person },
      });
      expect([status, body.details[0].field]).toEqual([400, "On-Behalf-Of"]);
    }
  });

  test("takes no membership: it invites, changes and removes people by itself", async () => {
    const owner = await mintMerchant();
    const { merchantId, caller } = owner.ctx;
    const member = await addMember(owner, "viewer");
    const params = { merchantId, userId: member.ctx.caller.userId };
    const changed = await askOperator("operatorUpdateMember", { params, body: { role: "admin" } });
    expect(changed.body.role).toBe("admin");
    expect((await askOperator("operatorRemoveMember", { params })).status).toBe(204);
    const last = { params: { merchantId, userId: caller.userId } };
    expect((await askOperator("operatorRemoveMember", last)).status).toBe(409);
    const { body } = await askOperator("operatorListMembers", { params: { merchantId } });
    expect(body.data.map(({ email }: { email: string }) => email)).toEqual([owner.email]);
  });
});

describe("a key among those of all merchants", () => {
  test("is found by id, by the prefix of each of its secrets, and by its full key", async () => {
    const { ctx, key, ref } = await mintApiKey();
    const { answer: rotated } = await rotateApiKey(ctx, { ...ref, ...anHour });
    const find = async (body: object) => {
      const { status, body: found } = await askOperator("operatorFindApiKeys", { body });
      return status === 200
        ? found.data.map(
            ({ apiKey, merchantId }: { apiKey: { id: string }; merchantId: string }) => [
              merchantId,
              apiKey.id,
            ],
          )
        : status;
    };
    const here = [[ctx.merchantId, key.id]];
    expect(await find({ id: key.id })).toEqual(here);
    for (const { fullKey, keyPrefix } of [key, rotated]) {
      expect(await find({ key: fullKey })).toEqual(here);
      expect(await find({ prefix: keyPrefix })).toEqual(here);
    }
    for (const unknown of [`${key.fullKey.slice(0, -1)}~`, "nonsense"]) {
      expect(await find({ key: unknown })).toEqual([]);
    }
    expect(await find({ id: newId("key") })).toEqual([]);
    for (const wrong of [{}, { id: key.id, key: key.fullKey }, { id: key.fullKey }]) {
      expect(await find(wrong)).toBe(400);
    }
  });

  test.each([
    ["id", "api_keys_pkey"],
    ["prefix", "api_keys_prefix"],
    ["older prefix", "api_key_secrets_prefix"],
    ["hash", "api_key_secrets_pkey"],
  ])("is found by an index for its %s", async (kind, index) => {
    const { ctx } = await mintMerchant();
    const conditions: Record<string, string> = {
      id: "api_keys where id = 'key_1'",
      prefix: "api_keys where key_prefix = 'ks_live_abc1'",
      "older prefix": "api_key_secrets where key_prefix = 'ks_live_abc1'",
      hash: "api_key_secrets where key_hash = '\\x00'",
    };
    const plan = await ctx.db.transaction(async (tx) => {
      // Of tables as small as these, PostgreSQL would read all.
      await tx.execute(sql`set local enable_seqscan = off`);
      return tx.execute(sql.raw(`explain select * from ${conditions[kind]}`));
    });
    expect(JSON.stringify(plan)).toContain(index);
  });
});

describe("the revocation of all keys", () => {
  test("takes those of the merchant, of an application or with a scope, and no others", async () => {
    const { ctx } = await mintMerchant();
    const { id } = await mintApplication(ctx);
    const other = await mintApplication(ctx);
    const create = (applicationId: string, scopes: string[]) =>
      createApiKey(ctx, { applicationId, description: "Till", scopes });
    const reader = await create(id, ["payments:read"]);
    const all = await create(id, ["*"]);
    const payer = await create(id, ["payouts:write"]);
    const elsewhere = await create(other.id, ["payments:read"]);
    const stranger = await mintApiKey();
    const params = { merchantId: ctx.merchantId };
    const revoke = async (body: object) => {
      const answer = await askOperator("operatorRevokeApiKeys", { params, body });
      return answer.status === 200
        ? answer.body.revoked.map((key: { id: string }) => key.id)
        : answer.status;
    };
    expect(await revoke({ scope: "payouts:write" })).toEqual([payer.id]);
    expect(await revoke({ scope: "payments:read", applicationId: id })).toEqual([
      reader.id,
      all.id,
    ]);
    expect(await revoke({ applicationId: stranger.application.id })).toBe(404);
    const restored = await restoreApiKey(ctx, { applicationId: id, keyId: all.id });
    expect(restored.status).toBe("active");
    expect(await revoke({ reason: "leaked in a log" })).toEqual([all.id, elsewhere.id]);
    expect(await revoke({})).toEqual([]);
    for (const { fullKey } of [reader, all, payer, elsewhere]) {
      expect(await getVerdict(ctx, fullKey)).toBe("revoked");
    }
    expect(await getVerdict(ctx, stranger.key.fullKey)).toBe("valid");
    const again = restoreApiKey(ctx, { applicationId: other.id, keyId: elsewhere.id });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    const events = await ctx.db.$count(
      auditEvents,
      and(eq(auditEvents.merchantId, ctx.merchantId), eq(auditEvents.action, "api_key.revoked")),
    );
    expect(events).toBe(5);
  });
});

test("a verification carries nothing more for a key without external ids and metadata", async () => {
  const { ctx, key } = await mintApiKey();
  await ctx.db
    .update(apiKeys)
    .set({ metadata: { plan: "gold" } })
    .where(eq(apiKeys.id, key.id));
  const { body } = await askOperator("verifyApiKey", { body: { key: key.fullKey } });
  expect(Object.keys(body)).not.toContain("metadata");
});
