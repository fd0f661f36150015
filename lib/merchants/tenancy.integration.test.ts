import { describe, expect, test } from "vitest";
import { DELETE, GET as GET_KEY } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import {
  POST as CREATE_KEY,
  GET as LIST_KEYS,
} from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { GET as GET_APPLICATION } from "#app/api/v1/applications/[id]/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/applications/route.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { newId } from "#lib/ids.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApplication, mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

const notFound = { error: "Not Found", message: "The requested resource was not found", code: 404 };

describe("another merchant", () => {
  test("reaches nothing on any verb: 404, the same as for what does not exist", async () => {
    const mine = await mintMerchant();
    const application = await mintApplication(mine.ctx);
    const key = await createApiKey(mine.ctx, { applicationId: application.id, description: "a" });
    const theirs = await mintMerchant();
    const theirApplication = await mintApplication(theirs.ctx);
    const { token } = theirs;
    const ids = [
      { id: application.id, keyId: key.id },
      { id: theirApplication.id, keyId: key.id },
      { id: newId("app"), keyId: newId("key") },
    ];
    for (const params of ids) {
      const answers = [
        call(GET_KEY, { token, params }),
        call(DELETE, { token, params, method: "DELETE" }),
      ];
      if (params.id !== theirApplication.id) {
        answers.push(
          call(GET_APPLICATION, { token, params }),
          call(LIST_KEYS, { token, params }),
          call(CREATE_KEY, { token, params, body: { description: "a" } }),
        );
      }
      for (const { status, body } of await Promise.all(answers)) {
        expect([status, body]).toEqual([404, notFound]);
      }
    }
    expect((await call(LIST, { token })).body.data.map((row: { id: string }) => row.id)).toEqual([
      theirApplication.id,
    ]);
    expect(
      await verifyApiKey(mine.ctx, { key: key.fullKey, ip: null, userAgent: null }),
    ).toMatchObject({
      valid: true,
      merchantId: mine.ctx.merchantId,
    });
  });
});

describe("applications", () => {
  test("are created, listed newest first with their active keys, and read", async () => {
    const { ctx, token } = await mintMerchant();
    const first = await call(CREATE, { token, body: { name: " Shop " } });
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: expect.stringMatching(/^app_[0-9a-z]{26}$/),
      name: "Shop",
      environment: "live",
      activeKeys: 0,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updatedAt: first.body.createdAt,
      externalId: null,
      metadata: {},
    });
    const second = await call(CREATE, { token, body: { name: "Trial", environment: "test" } });
    await createApiKey(ctx, { applicationId: first.body.id, description: "a" });
    const { body } = await call(LIST, { token });
    expect(body).toEqual({
      data: [second.body, { ...first.body, activeKeys: 1 }],
      nextCursor: null,
    });
    const read = await call(GET_APPLICATION, { token, params: { id: second.body.id } });
    expect([read.status, read.body]).toEqual([200, second.body]);
  });

  test.each([
    [{}, "name"],
    [{ name: "" }, "name"],
    [{ name: "x".repeat(81) }, "name"],
    [{ name: "x", environment: "prod" }, "environment"],
    [{ name: "x", id: "app_1" }, "id"],
  ])("refuse %j, naming the field", async (body, field) => {
    const { token } = await mintMerchant();
    const answer = await call(CREATE, { token, body });
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field]);
  });

  test("may be made by a developer, and only looked at by a viewer", async () => {
    const owner = await mintMerchant();
    const developer = await withRole(owner, "developer");
    expect((await call(CREATE, { token: developer.token, body: { name: "x" } })).status).toBe(201);
    const viewer = await withRole(owner, "viewer");
    expect((await call(CREATE, { token: viewer.token, body: { name: "x" } })).status).toBe(403);
    expect((await call(LIST, { token: viewer.token })).body.data).toHaveLength(1);
  });
});
