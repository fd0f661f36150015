import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "#lib/contract.ts";
import { createCors, exposedHeaders } from "#lib/http/server/cors.ts";
import { createReference } from "#lib/reference/document.ts";
import { type ApiServer, startApiServer } from "#lib/testing/api/api-server.ts";
import { mintMerchant, openPortal } from "#lib/testing/records/merchants.ts";

const docs = "https://docs.example";
const stranger = "https://evil.example";
let server: ApiServer;

beforeAll(async () => {
  server = await startApiServer({ cors: createCors([docs], operations) });
});
afterAll(() => server.close());

const preflight = (path: string, origin: string, method: string) =>
  fetch(`${server.url}${path.replaceAll(/\{\w+\}/g, "some")}`, {
    method: "OPTIONS",
    headers: { Origin: origin, "Access-Control-Request-Method": method },
  });

const read = ({ headers }: Response, name: string) => headers.get(`access-control-${name}`);

test.each(operations.map((operation) => [operation.id, operation] as const))(
  "%s can be called from the documentation that the operator lists, and from no other page",
  async (_, { path, method, access, headers = {}, isIdempotent, representation }) => {
    const verb = method.toUpperCase();
    const answer = await preflight(path, docs, verb);
    expect([answer.status, answer.headers.get("vary")]).toEqual([204, "Origin"]);
    expect(read(answer, "allow-credentials")).toBeNull();
    const methods = read(answer, "allow-methods")?.split(", ") ?? [];
    expect(methods.includes(verb)).toBe(access !== "portal");
    if (access !== "portal") {
      expect(read(answer, "allow-origin")).toBe(docs);
      const sent = ["Authorization", "Content-Type", ...Object.keys(headers)];
      if (isIdempotent) sent.push("Idempotency-Key");
      if (representation) sent.push("Prefer");
      if (access === "api-key") sent.push("X-API-Key");
      const allowed = read(answer, "allow-headers")?.split(", ");
      expect(allowed).toEqual(expect.arrayContaining(sent));
    }
    const refused = await preflight(path, stranger, verb);
    expect(read(refused, "allow-origin")).toBeNull();
    expect(refused.headers.get("vary")).toBe("Origin");
  },
);

test("a call with a bearer token works, and the portal's cookie does not count", async () => {
  const owner = await mintMerchant();
  const url = `${server.url}/api/v1/applications`;
  const call = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { Origin: docs, ...headers } });
  const answer = await call({ Authorization: `Bearer ${owner.token}` });
  expect([answer.status, read(answer, "allow-origin")]).toEqual([200, docs]);
  expect(answer.headers.get("vary")).toMatch(/Origin/);
  const { headers } = await openPortal(owner);
  const cookie = headers.cookie ?? "";
  expect((await fetch(url, { headers: { cookie } })).status).toBe(200);
  expect((await call({ cookie })).status).toBe(401);
  const refused = await call({ "Content-Type": "application/json" }, { method: "POST", body: "{" });
  expect([refused.status, read(refused, "allow-origin")]).toEqual([401, docs]);
});

test("every header that the reference describes can be read", () => {
  const described = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { headers } = node as { headers?: object };
    if (headers && "responses" in node === false)
      Object.keys(headers).map((name) => described.add(name));
    Object.values(node).forEach(visit);
  };
  visit(createReference("").paths);
  expect(described.size).toBeGreaterThan(5);
  expect([...described].filter((name) => !exposedHeaders.includes(name))).toEqual([]);
});
