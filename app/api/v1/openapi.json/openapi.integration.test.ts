import { expect, test } from "vitest";
import { GET as getCollection } from "#app/docs/postman.json/route.ts";
import { config } from "#keysmith.config.ts";
import { defineConfig } from "#lib/config.ts";
import { createReaderReference } from "#lib/docs/reader-reference.ts";
import { call } from "#lib/testing/api/requests.ts";
import { GET, POST } from "./route.ts";

const headers = { "X-Forwarded-Host": "keys.shop.example", "X-Forwarded-Proto": "https" };

test("anyone reads the document of this server, under the address that they came by", async () => {
  const { status, body } = await call(GET, { headers });
  expect([status, body.openapi]).toEqual([200, "3.1.0"]);
  expect(body.servers[0].url).toBe("https://keys.shop.example");
  expect(body.paths["/api/v1/whoami"].get.operationId).toBe("whoami");
  expect((await call(POST, { body: {} })).status).toBe(405);
});

test("the document has the operator's name and prefix, and no hidden operation", () => {
  const operator = { productName: 'Tom\'s "Pay"', keyPrefix: "tompay", docs: { hidden: ["Team"] } };
  const named = defineConfig({ ...config, ...operator });
  const document = createReaderReference("https://keys.shop.example", named);
  expect(document.info.title).toBe('Tom\'s "Pay" API');
  expect(document.tags?.map(({ name }) => name)).not.toContain("Team");
  expect(document.paths).not.toHaveProperty("/api/v1/members");
  const text = JSON.stringify(document);
  expect(text).toContain("tompay_live_abc123xyz...");
  expect(text).not.toMatch(/\bks_|keysmith/i);
});

test("anyone reads the Postman collection, with the address of this server and no token", async () => {
  const { status, body } = await call(getCollection, { headers });
  expect([status, body.info.name]).toEqual([200, "Keysmith API"]);
  expect(body.variable).toContainEqual({ key: "baseUrl", value: "https://keys.shop.example" });
  expect(body.variable).toContainEqual({ key: "token", value: "" });
});
