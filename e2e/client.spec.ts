import { expect, test } from "@playwright/test";
import {
  type ApiError,
  BadRequestError,
  ConflictError,
  createApiClient,
  ForbiddenError,
  NotFoundError,
  UnauthorizedError,
  UnprocessableError,
} from "../client/src/client.ts";
import { product, send, signUpMerchant } from "./support/client.ts";
import { createServiceToken } from "./support/service-token.ts";

const keysPath = "/api/v1/applications/{id}/api-keys";

const clientWith = (token: string) => createApiClient({ baseUrl: product.url, token });

async function openClient() {
  return clientWith((await signUpMerchant()).token);
}

/** A token that may read applications and nothing else. */
async function createReadingToken(token: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = { name: "Reports", scopes: ["applications:read"], expiresAt };
  return (await send("POST", "/api/v1/api-tokens", { token, body })).body.token;
}

test("the client makes applications and keys, pages through them, rotates and revokes", async () => {
  const keysmith = await openClient();
  const application = await keysmith.POST("/api/v1/applications", { body: { name: "UK store" } });
  expect(application).toMatchObject({ name: "UK store", environment: "live", activeKeys: 0 });
  const path = { id: application.id };

  for (const description of ["First", "Second", "Third"]) {
    const created = await keysmith.POST(keysPath, { params: { path }, body: { description } });
    expect(created.fullKey).toMatch(/^ks_live_/);
  }
  const descriptions: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 2, cursor };
    const page = await keysmith.GET(keysPath, { params: { path, query } });
    descriptions.push(...page.data.map(({ description }) => description));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(descriptions).toEqual(["Third", "Second", "First"]);

  const [newest] = (await keysmith.GET(keysPath, { params: { path } })).data;
  const one = { params: { path: { ...path, keyId: newest?.id ?? "" } } };
  const rotated = await keysmith.POST(`${keysPath}/{keyId}/rotate`, one);
  expect([rotated.id, rotated.status]).toEqual([newest?.id, "rotating"]);
  expect(await keysmith.DELETE(`${keysPath}/{keyId}`, one)).toBeUndefined();
  expect((await keysmith.GET(`${keysPath}/{keyId}`, one)).status).toBe("revoked");
});

test("a repeat under one Idempotency-Key answers the same key to the client", async () => {
  const keysmith = await openClient();
  const { id } = await keysmith.POST("/api/v1/applications", { body: { name: "UK store" } });
  const params = { path: { id }, header: { "Idempotency-Key": "once" } };
  const body = { description: "Checkout" };
  const created = await keysmith.POST(keysPath, { params, body });
  expect((await keysmith.POST(keysPath, { params, body })).fullKey).toBe(created.fullKey);
  await expect(
    keysmith.POST(keysPath, { params, body: { description: "Another" } }),
  ).rejects.toBeInstanceOf(UnprocessableError);
});

test("the client verifies keys by a service token", async () => {
  const keysmith = await openClient();
  const { id } = await keysmith.POST("/api/v1/applications", { body: { name: "UK store" } });
  const { fullKey, ...key } = await keysmith.POST(keysPath, {
    params: { path: { id } },
    body: { description: "Checkout", scopes: ["payments:read"] },
  });
  const { token } = await createServiceToken(id);
  const backend = clientWith(token);
  expect(await backend.verifyKey(fullKey, { scope: "payments:read" })).toMatchObject({
    ...{ valid: true, applicationId: id, keyId: key.id, scopes: ["payments:read"] },
  });
  const verdicts = [
    await backend.verifyKey(fullKey, { scope: "refunds:write" }),
    await backend.verifyKey(`${fullKey}0`),
  ];
  expect(verdicts).toEqual([
    { valid: false, code: "insufficient_scope" },
    { valid: false, code: "malformed" },
  ]);
});

test("each refusal comes to the client as the error of its kind", async () => {
  const { token } = await signUpMerchant();
  const keysmith = clientWith(token);
  const stranger = await openClient();
  const nobody = clientWith("nothing");
  const reader = clientWith(await createReadingToken(token));
  const { id } = await keysmith.POST("/api/v1/applications", { body: { name: "UK store" } });
  const path = { id };
  await keysmith.POST(keysPath, { params: { path }, body: { description: "Checkout" } });

  const remove = (client: typeof keysmith) =>
    client.DELETE("/api/v1/applications/{id}", { params: { path } });
  const refusals: [() => Promise<unknown>, new (...args: never[]) => ApiError][] = [
    [() => keysmith.POST("/api/v1/applications", { body: { name: "" } }), BadRequestError],
    [() => remove(nobody), UnauthorizedError],
    [() => remove(reader), ForbiddenError],
    [() => remove(stranger), NotFoundError],
    [() => remove(keysmith), ConflictError],
  ];
  const errors: ApiError[] = [];
  for (const [call, kind] of refusals) {
    const error = (await call().catch((failure) => failure)) as ApiError;
    expect(error).toBeInstanceOf(kind);
    expect(error.requestId).toMatch(/^[\w-]{8,64}$/);
    errors.push(error);
  }
  expect(errors[0]?.details).toEqual([{ field: "name", message: "The name is required" }]);
  expect([errors[1]?.challenge, errors[2]?.challenge]).toEqual([
    "invalid_token",
    "insufficient_scope",
  ]);
});

test("anyone reads the OpenAPI document and the Postman collection of this server", async () => {
  const document = await send("GET", "/api/v1/openapi.json");
  expect([document.status, document.body.servers[0].url]).toEqual([200, product.url]);
  expect(document.headers.get("cache-control")).toBe("no-store");
  const same = await send("GET", "/api/v1/openapi.json", {
    headers: { "If-None-Match": `${document.headers.get("etag")}` },
  });
  expect(same.status).toBe(304);
  const collection = await send("GET", "/docs/postman.json");
  expect(collection.body.variable).toContainEqual({ key: "baseUrl", value: product.url });
});
