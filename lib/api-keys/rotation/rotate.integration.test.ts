import { and, eq, notLike, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { POST as CANCEL } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/cancel/route.ts";
import { POST as FINISH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/finish/route.ts";
import { POST as ROTATE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/route.ts";
import { GET as GET_ONE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { GET as LIST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { apiKeySecrets, apiKeys, auditEvents } from "#drizzle/schema.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { settleRotations } from "#lib/api-keys/rotation/settle-rotations.ts";
import { isWellFormed } from "#lib/api-keys/token.ts";
import { updateApiKey } from "#lib/api-keys/update.ts";
import { newId } from "#lib/ids.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { anHour, getVerdict, mintApiKey } from "#lib/testing/records/api-keys.ts";
import { ageProof, mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

async function setUp(environment: "live" | "test" = "live") {
  const minted = await mintApiKey({ environment });
  const { ctx, key, token, params } = minted;
  const rotate = (body: unknown = anHour, headers?: Record<string, string>) =>
    call(ROTATE, { token, params, body, headers });
  const read = async () => (await call(GET_ONE, { token, params })).body;
  /** Moves all of the key's moments into the past, as if so much time had gone by. */
  const passTime = async (interval: string) => {
    const by = sql.raw(`interval '${interval}'`);
    await ctx.db
      .update(apiKeys)
      .set({
        rotationEndsAt: sql`rotation_ends_at - ${by}`,
        rotationUsedAt: sql`rotation_used_at - ${by}`,
      })
      .where(eq(apiKeys.id, key.id));
    await ctx.db
      .update(apiKeySecrets)
      .set({ expiresAt: sql`expires_at - ${by}` })
      .where(eq(apiKeySecrets.apiKeyId, key.id));
  };
  const listActions = async () => {
    const rows = await ctx.db
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(and(eq(auditEvents.apiKeyId, key.id), notLike(auditEvents.action, "security.%")))
      .orderBy(auditEvents.id);
    return rows.map(({ action }) => action.replace("api_key.", ""));
  };
  return { ...minted, rotate, read, passTime, listActions };
}

describe("POST …/api-keys/{keyId}/rotate", () => {
  test.each(["live", "test"] as const)("answers as a create, with the same id, %s", async (env) => {
    const { ctx, key, rotate, read } = await setUp(env);
    const { status, body } = await rotate();
    expect(status).toBe(201);
    expect(Object.keys(body).slice(0, 6)).toEqual(Object.keys(key).slice(0, 6));
    expect(body).toMatchObject({ id: key.id, description: "Checkout", status: "rotating" });
    expect(body.fullKey).toMatch(new RegExp(`^ks_${env}_`));
    expect(body.fullKey).not.toBe(key.fullKey);
    expect(isWellFormed("ks", body.fullKey)).toBe(true);
    expect(body.keyPrefix).toBe(body.fullKey.slice(0, 12));
    expect(body.rotation).toEqual({
      startedAt: moment,
      overlapSeconds: 3600,
      firstUsedAt: null,
      endsAt: moment,
      previous: { keyPrefix: key.keyPrefix, lastUsedAt: null },
      next: { keyPrefix: body.keyPrefix, lastUsedAt: null },
    });
    const { fullKey, ...shown } = body;
    expect(await read()).toEqual(shown);
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    expect((await read()).rotation.firstUsedAt).toBeNull();
  });

  test("takes a day of overlap unless told, also without any body", async () => {
    const { token, params } = await setUp();
    const { status, body } = await call(ROTATE, { method: "POST", token, params });
    expect([status, body.rotation.overlapSeconds]).toEqual([201, 86_400]);
  });

  test("starts the overlap with the first use of the new secret; then the old one ends", async () => {
    const { ctx, key, rotate, read, passTime, listActions } = await setUp();
    const { body } = await rotate();
    await passTime("6 days 23 hours");
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    const uses = await Promise.all([1, 2, 3, 4].map(() => getVerdict(ctx, body.fullKey)));
    expect(uses).toEqual(["valid", "valid", "valid", "valid"]);
    const { rotation } = await read();
    expect(rotation.firstUsedAt).toEqual(moment);
    const overlapMs = Date.parse(rotation.endsAt) - Date.parse(rotation.firstUsedAt);
    expect(overlapMs).toBe(3_600_000);
    await passTime("59 minutes");
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    await passTime("2 minutes");
    expect(await getVerdict(ctx, key.fullKey)).toBe("expired");
    expect(await getVerdict(ctx, body.fullKey)).toBe("valid");
    expect(await read()).toMatchObject({ status: "active", rotation: null });
    await Promise.all([1, 2, 3].map(() => settleRotations(ctx)));
    expect(await getVerdict(ctx, key.fullKey)).toBe("expired");
    expect(await read()).toMatchObject({ status: "active", keyPrefix: body.keyPrefix });
    expect(await listActions()).toEqual([
      "created",
      "rotation_started",
      "rotation_used",
      "rotation_finished",
    ]);
  });

  test("without overlap the old secret stops with the first use of the new one", async () => {
    const { ctx, key, rotate } = await setUp();
    const { body } = await rotate({ overlapSeconds: 0 });
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    expect(await getVerdict(ctx, body.fullKey)).toBe("valid");
    expect(await getVerdict(ctx, key.fullKey)).toBe("expired");
  });

  test("withdraws a new secret that nobody used in 7 days, and the old one stays", async () => {
    const { ctx, key, rotate, read, passTime, listActions } = await setUp();
    const { body } = await rotate();
    await passTime("7 days 1 second");
    expect(await getVerdict(ctx, body.fullKey)).toBe("expired");
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    await settleRotations(ctx);
    expect(await read()).toMatchObject({
      status: "active",
      keyPrefix: key.keyPrefix,
      rotation: null,
    });
    expect((await listActions()).at(-1)).toBe("rotation_withdrawn");
    const again = await rotate();
    expect(again.status).toBe(201);
    expect(await getVerdict(ctx, again.body.fullKey)).toBe("valid");
  });

  test("a rotation whose time is over makes room for the next, swept or not", async () => {
    const { ctx, key, rotate, passTime } = await setUp();
    const second = await rotate();
    await getVerdict(ctx, second.body.fullKey);
    await passTime("2 hours");
    const third = await rotate();
    expect(third.status).toBe(201);
    expect(third.body.rotation.previous.keyPrefix).toBe(second.body.keyPrefix);
    const verdicts = [key, second.body, third.body].map(({ fullKey }) => getVerdict(ctx, fullKey));
    expect(await Promise.all(verdicts)).toEqual(["expired", "valid", "valid"]);
  });

  test("of many at once one wins, and the others are 409", async () => {
    const { ctx, key, rotate } = await setUp();
    const answers = await Promise.all(Array.from({ length: 8 }, () => rotate()));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const secrets = await ctx.db.$count(apiKeySecrets, eq(apiKeySecrets.apiKeyId, key.id));
    expect(secrets).toBe(2);
  });

  test("shows which of the two secrets is still being used", async () => {
    const { ctx, key, rotate, read } = await setUp();
    const { body } = await rotate();
    await getVerdict(ctx, key.fullKey);
    await getVerdict(ctx, body.fullKey);
    await getServer().usage.flush();
    const { rotation } = await read();
    expect([rotation.previous.lastUsedAt, rotation.next.lastUsedAt]).toEqual([moment, moment]);
  });

  test("is repeated safely by Idempotency-Key: the same secret, and no second rotation", async () => {
    const { ctx, key, rotate } = await setUp();
    const headers = { "idempotency-key": "rotate-1" };
    const answers = await Promise.all([1, 2, 3].map(() => rotate(anHour, headers)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.fullKey)).size).toBe(1);
    const replays = answers.filter(({ headers }) => headers.has("idempotency-replayed"));
    expect(replays).toHaveLength(2);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(await ctx.db.$count(apiKeySecrets, eq(apiKeySecrets.apiKeyId, key.id))).toBe(2);
    expect((await rotate({ overlapSeconds: 1 }, headers)).status).toBe(422);
    expect((await rotate(anHour, { "idempotency-key": "a b" })).status).toBe(400);
  });

  test("is not repeated for whoever could not create the key any more, nor after an old proof", async () => {
    const { ctx, email, ref, params, rotate } = await setUp();
    await updateApiKey(ctx, { ...ref, scopes: ["payouts:write"] });
    const headers = { "idempotency-key": "rotate-1" };
    expect((await rotate(anHour, headers)).status).toBe(201);
    const demoted = await withRole({ ctx, email, token: "" }, "developer");
    const replay = (token: string) => call(ROTATE, { token, params, body: anHour, headers });
    const refused = await replay(demoted.token);
    expect([refused.status, refused.body.fullKey]).toEqual([403, undefined]);
    const promoted = await withRole(demoted, "admin");
    expect((await replay(promoted.token)).headers.get("idempotency-replayed")).toBe("true");
    await ageProof(promoted);
    const aged = await replay(promoted.token);
    expect([aged.status, aged.body.fullKey]).toEqual([403, undefined]);
  });

  test.each([
    ["a negative overlap", { overlapSeconds: -1 }, "overlapSeconds"],
    ["more than 7 days", { overlapSeconds: 604_801 }, "overlapSeconds"],
    ["part of a second", { overlapSeconds: 1.5 }, "overlapSeconds"],
    ["a text", { overlapSeconds: "60" }, "overlapSeconds"],
    ["an unknown field", { overlap: 60 }, "overlap"],
  ])("refuses %s, naming the field", async (_name, body, field) => {
    const { rotate } = await setUp();
    const answer = await rotate(body);
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field]);
  });

  test("is refused for a revoked key, an expired one, a viewer, and another merchant", async () => {
    const { ctx, ref, rotate, params, token, key, ...owner } = await setUp();
    const viewer = await withRole({ ctx, token, email: owner.email }, "viewer");
    expect((await call(ROTATE, { token: viewer.token, params, body: {} })).status).toBe(403);
    await withRole({ ctx, token, email: owner.email }, "owner");
    const stranger = await mintMerchant();
    expect((await call(ROTATE, { token: stranger.token, params, body: {} })).status).toBe(404);
    const unknown = { ...params, keyId: newId("key") };
    expect((await call(ROTATE, { token, params: unknown, body: {} })).status).toBe(404);
    expect((await call(ROTATE, { params, body: {} })).status).toBe(401);
    await ctx.db.update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, key.id));
    expect((await rotate()).status).toBe(409);
    await revokeApiKey(ctx, ref);
    expect((await rotate()).body.message).toBe("This API key is revoked");
  });

  test("ends with the key: a revoked key's secrets are both refused", async () => {
    const { ctx, ref, key, rotate } = await setUp();
    const { body } = await rotate();
    await revokeApiKey(ctx, ref);
    const verdicts = [getVerdict(ctx, key.fullKey), getVerdict(ctx, body.fullKey)];
    expect(await Promise.all(verdicts)).toEqual(["revoked", "revoked"]);
  });

  test("leaves the new full key in no row", async () => {
    const { ctx, key, rotate } = await setUp();
    const { body } = await rotate(anHour, { "idempotency-key": "canary" });
    const rows = await ctx.db.execute(sql`
      select to_jsonb(k) from api_keys k where k.id = ${key.id}
      union all select to_jsonb(s) from api_key_secrets s where s.api_key_id = ${key.id}
      union all select to_jsonb(a) from audit_events a where a.api_key_id = ${key.id}
      union all select to_jsonb(i) from idempotency_records i where i.api_key_id = ${key.id}`);
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(JSON.stringify(rows)).toContain(body.keyPrefix);
    expect(JSON.stringify(rows)).not.toContain(body.fullKey.slice(12));
  });
});

describe("a rotation under way", () => {
  test("is finished at once: the old secret stops", async () => {
    const { ctx, key, rotate, token, params, listActions } = await setUp();
    const { body } = await rotate();
    const finished = await call(FINISH, { method: "POST", token, params });
    expect([finished.status, finished.body.status]).toEqual([200, "active"]);
    expect(finished.body).toMatchObject({ keyPrefix: body.keyPrefix, rotation: null });
    expect(await getVerdict(ctx, key.fullKey)).toBe("expired");
    expect(await getVerdict(ctx, body.fullKey)).toBe("valid");
    expect((await call(FINISH, { method: "POST", token, params })).status).toBe(409);
    expect((await call(CANCEL, { method: "POST", token, params })).status).toBe(409);
    expect((await listActions()).at(-1)).toBe("rotation_finished");
  });

  test("is cancelled at once: the new secret stops, and the key is as before", async () => {
    const { ctx, key, rotate, token, params, read } = await setUp();
    const { body } = await rotate();
    await getVerdict(ctx, body.fullKey);
    const cancelled = await call(CANCEL, { method: "POST", token, params });
    expect(cancelled.body).toMatchObject({ status: "active", keyPrefix: key.keyPrefix });
    expect(await getVerdict(ctx, body.fullKey)).toBe("expired");
    expect(await getVerdict(ctx, key.fullKey)).toBe("valid");
    const third = await rotate();
    expect(third.status).toBe(201);
    expect((await read()).rotation.previous.keyPrefix).toBe(key.keyPrefix);
  });

  test("finished and cancelled at once, one wins and one secret is left", async () => {
    const { ctx, key, rotate, token, params } = await setUp();
    const { body } = await rotate();
    const answers = await Promise.all(
      [FINISH, CANCEL].map((decide) => call(decide, { method: "POST", token, params })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const verdicts = await Promise.all([key, body].map(({ fullKey }) => getVerdict(ctx, fullKey)));
    expect(verdicts.sort()).toEqual(["expired", "valid"]);
  });

  test("is decided by nobody else", async () => {
    const { ctx, rotate, params, token, email } = await setUp();
    await rotate();
    const stranger = await mintMerchant();
    const viewer = await withRole({ ctx, token, email }, "viewer");
    for (const decide of [FINISH, CANCEL]) {
      const answers = [stranger.token, viewer.token, undefined].map((token) =>
        call(decide, { method: "POST", token, params }),
      );
      const statuses = (await Promise.all(answers)).map(({ status }) => status);
      expect(statuses).toEqual([404, 403, 401]);
    }
  });

  test("has a status of its own to filter by", async () => {
    const { rotate, token, application } = await setUp();
    await rotate();
    const count = async (status: string) =>
      (await call(LIST, { token, params: { id: application.id }, query: `?status=${status}` })).body
        .data.length;
    expect([await count("rotating"), await count("active"), await count("expired")]).toEqual([
      1, 0, 0,
    ]);
  });
});
