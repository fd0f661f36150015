import { describe, expect, test } from "vitest";
import { GET as GET_KEY } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import {
  POST as CREATE_KEY,
  GET as LIST_KEYS,
} from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { DELETE, GET, PATCH } from "#app/api/v1/applications/[id]/route.ts";
import { GET as LIST } from "#app/api/v1/applications/route.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { deleteApplication } from "#lib/applications/delete.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApiKey } from "#lib/testing/records/api-keys.ts";
import { mintApplication, mintMerchant, withRole } from "#lib/testing/records/merchants.ts";

describe("PATCH /api/v1/applications/{id}", () => {
  test("renames", async () => {
    const { ctx, token } = await mintMerchant();
    const { id } = await mintApplication(ctx);
    const options = { method: "PATCH", token, params: { id }, body: { name: " Web shop " } };
    const { status, body } = await call(PATCH, options);
    expect([status, body.name]).toEqual([200, "Web shop"]);
    expect((await call(GET, { token, params: { id } })).body).toEqual(body);
  });

  test.each([
    [{}, "name"],
    [{ name: "" }, "name"],
    [{ name: "x".repeat(81) }, "name"],
    [{ name: "x", environment: "test" }, "environment"],
  ])("refuses %j, naming the field", async (body, field) => {
    const { ctx, token } = await mintMerchant();
    const { id } = await mintApplication(ctx);
    const answer = await call(PATCH, { method: "PATCH", token, params: { id }, body });
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field]);
  });
});

describe("DELETE /api/v1/applications/{id}", () => {
  test("is 409 while there are active keys, then takes the application and its keys away", async () => {
    const { ctx, token, ref, params, application } = await mintApiKey();
    const remove = () => call(DELETE, { method: "DELETE", token, params: { id: application.id } });
    const refused = await remove();
    expect([refused.status, refused.body.message]).toEqual([
      409,
      "This application has 1 active API key. Revoke them first",
    ]);
    await revokeApiKey(ctx, ref);
    expect((await remove()).status).toBe(204);
    const body = { description: "Late" };
    const answers = [
      call(GET, { token, params }),
      call(GET_KEY, { token, params }),
      call(LIST_KEYS, { token, params }),
      call(CREATE_KEY, { token, params, body }),
      call(PATCH, { method: "PATCH", token, params, body: { name: "x" } }),
      remove(),
    ];
    for (const { status } of await Promise.all(answers)) expect(status).toBe(404);
    expect((await call(LIST, { token })).body.data).toEqual([]);
  });

  test("and a create at the same time never leave an active key without its application", async () => {
    const { ctx } = await mintMerchant();
    for (let round = 0; round < 10; round++) {
      const { id: applicationId } = await mintApplication(ctx);
      const outcomes = await Promise.allSettled([
        createApiKey(ctx, { applicationId, description: "x" }),
        deleteApplication(ctx, { applicationId }),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });

  test("is for developers and above, of the same merchant", async () => {
    const owner = await mintMerchant();
    const { id } = await mintApplication(owner.ctx);
    const stranger = await mintMerchant();
    const viewer = await withRole(owner, "viewer");
    for (const method of ["PATCH", "DELETE"] as const) {
      const handler = { PATCH, DELETE }[method];
      const body = method === "PATCH" ? { name: "x" } : undefined;
      const statuses = [stranger.token, viewer.token, undefined].map(
        async (token) => (await call(handler, { method, token, params: { id }, body })).status,
      );
      expect(await Promise.all(statuses)).toEqual([404, 403, 401]);
    }
  });
});
