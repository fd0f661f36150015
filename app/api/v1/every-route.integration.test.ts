import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createApiKey } from "#lib/api-keys/create.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { getApplication } from "#lib/applications/get.ts";
import type { MerchantContext } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { mintApiKey } from "#lib/testing/api-keys.ts";
import { mintApplication, mintMerchant } from "#lib/testing/merchants.ts";
import { type CallOptions, call } from "#lib/testing/requests.ts";

type Handler = Parameters<typeof call>[0];

const notFound = { error: "Not Found", message: "The requested resource was not found", code: 404 };

/** What each endpoint needs that takes a body: one without its line here fails, for it answers 415. */
const bodies: Record<string, object> = {
  "POST applications/[id]/api-keys": { description: "Theirs" },
  "PATCH account/passkeys/[id]": { name: "Theirs" },
  "PATCH applications/[id]": { name: "Theirs" },
  "PATCH applications/[id]/api-keys/[keyId]": { description: "Theirs" },
};

interface Endpoint {
  /** Such as `GET applications/[id]`. */
  name: string;
  parameters: string[];
  run(options: CallOptions): ReturnType<typeof call>;
}

/** Every method of every route whose path holds an id, as the folders have them. */
async function listEndpoints(): Promise<Endpoint[]> {
  const files = await readdir(import.meta.dirname, { recursive: true });
  const routes = files.filter((file) => file.endsWith("route.ts") && file.includes("["));
  const found = routes.sort().map(async (file) => {
    const handlers: Record<string, Handler> = await import(join(import.meta.dirname, file));
    const path = file.replace(/\/route\.ts$/, "");
    const parameters = [...path.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? "");
    const allow = (await call(handlers.OPTIONS as Handler)).headers.get("allow") ?? "";
    const methods = allow.split(", ").filter((method) => !["HEAD", "OPTIONS"].includes(method));
    return methods.map((method) => {
      const name = `${method} ${path}`;
      const run = (options: CallOptions) =>
        call(handlers[method] as Handler, { method, body: bodies[name], ...options });
      return { name, parameters, run };
    });
  });
  return (await Promise.all(found)).flat();
}

let endpoints: Endpoint[] = [];
beforeAll(async () => {
  endpoints = await listEndpoints();
});

/** An application with a key that is good and one whose revocation could be undone. */
async function setUp() {
  const { ctx, token, application, key, ref } = await mintApiKey();
  const { id: applicationId } = application;
  const revoked = await createApiKey(ctx, { applicationId, description: "Revoked" });
  await revokeApiKey(ctx, { applicationId, keyId: revoked.id });
  const read = async () => [
    await getApplication(ctx, { applicationId }),
    await getApiKey(ctx, ref),
    await getApiKey(ctx, { applicationId, keyId: revoked.id }),
  ];
  return { ctx: ctx as MerchantContext, token, applicationId, keyIds: [key.id, revoked.id], read };
}

describe("every endpoint under an id", () => {
  test("is known to these tests, with ids that they can fill in", () => {
    const names = endpoints.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(bodies)));
    expect(names).toContain("DELETE applications/[id]/api-keys/[keyId]");
    const parameters = new Set(endpoints.flatMap((endpoint) => endpoint.parameters));
    expect([...parameters].sort()).toEqual(["id", "keyId"]);
  });

  test("answers another merchant 404, in the words for what does not exist, and does nothing", async () => {
    const mine = await setUp();
    const before = await mine.read();
    const { ctx, token } = await mintMerchant();
    const theirApplication = await mintApplication(ctx);
    const strange = [
      { id: mine.applicationId, keyId: newId("key") },
      { id: newId("app"), keyId: newId("key") },
      { id: "nonsense", keyId: "nonsense" },
      ...mine.keyIds.map((keyId) => ({ id: mine.applicationId, keyId })),
    ];
    const strangeKeys = mine.keyIds.map((keyId) => ({ id: theirApplication.id, keyId }));
    for (const { name, parameters, run } of endpoints) {
      for (const params of parameters.includes("keyId") ? [...strange, ...strangeKeys] : strange) {
        const { status, body } = await run({ token, params });
        expect([name, params, status, body]).toEqual([name, params, 404, notFound]);
      }
    }
    expect(await mine.read()).toEqual(before);
    expect(await getApplication(ctx, { applicationId: theirApplication.id })).toEqual(
      theirApplication,
    );
  });

  test("answers nobody and a broken token 401, and does nothing", async () => {
    const mine = await setUp();
    const before = await mine.read();
    const params = { id: mine.applicationId, keyId: mine.keyIds[0] ?? "" };
    for (const { name, run } of endpoints) {
      for (const token of [undefined, mine.token.slice(0, -2)]) {
        const { status, body } = await run({ params, token });
        expect([name, status, body.error]).toEqual([name, 401, "Unauthorized"]);
      }
    }
    expect(await mine.read()).toEqual(before);
  });
});
