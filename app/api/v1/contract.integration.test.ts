import { afterAll, beforeAll, expect, test } from "vitest";
import { findOperation, type OperationId, operations } from "#lib/contract.ts";
import { requireDescribed } from "#lib/testing/api/answers.ts";
import { type ApiServer, send, startApiServer } from "#lib/testing/api/api-server.ts";
import { type PreparedCall, prepareGoodCall } from "#lib/testing/api/scenarios.ts";
import {
  addMember,
  mintMerchant,
  type TestMember,
  verifyAddress,
} from "#lib/testing/records/merchants.ts";

let server: ApiServer;
let owner: TestMember;

beforeAll(async () => {
  server = await startApiServer();
  owner = await mintMerchant();
  await verifyAddress(owner);
});
afterAll(() => server.close());

/** Sends a call and returns the status; throws if the reference does not describe the response. */
async function attempt(id: OperationId, call: PreparedCall): Promise<number> {
  const operation = findOperation(id);
  const response = await send(server.url, operation, call);
  const { status, headers } = response;
  requireDescribed(operation, { status, headers, text: await response.text() });
  return status;
}

/** Bodies that are invalid for every operation, and the expected errors. */
const wrongBodies: [string, string, string, number][] = [
  ["text that is no JSON", "{", "application/json", 400],
  ["JSON of another shape", "3", "application/json", 400],
  ["a name given twice", '{"a":1,"a":2}', "application/json", 400],
  ["another media type", "a=b", "application/x-www-form-urlencoded", 415],
  ["more than 64 KiB", JSON.stringify("x".repeat(65_536)), "application/json", 413],
];

// Only GitHub can sign this call, and an unsigned one would fetch GitHub's keys.
const called = operations.filter(({ id }) => id !== "receiveGithubAlerts");

test.each(called.map((operation) => [operation.id as OperationId, operation] as const))(
  "%s answers as the reference says, whatever it is sent",
  async (id, { access, body, query, params }) => {
    const { call, status } = await prepareGoodCall(id, owner);
    if (access !== "anyone" && access !== "visitor") {
      const { authorization: _, cookie: _cookie, ...nobody } = call.headers;
      expect(await attempt(id, { ...call, headers: nobody })).toBe(401);
      const forged = { ...nobody, authorization: "Bearer forged" };
      expect(await attempt(id, { ...call, headers: forged })).toBe(401);
    }
    if (body) {
      for (const [what, text, type, expected] of wrongBodies) {
        const headers = { ...call.headers, "content-type": type };
        const answered = await attempt(id, { ...call, headers, body: text });
        expect([what, answered]).toEqual([what, expected]);
      }
    }
    if (body?.def.type === "object") {
      const example = (call.body ?? {}) as Record<string, unknown>;
      expect(await attempt(id, { ...call, body: { ...example, merchantID: "x" } })).toBe(400);
      for (const name of Object.keys(example)) {
        const wrong = { ...example, [name]: { no: "such" } };
        expect([name, await attempt(id, { ...call, body: wrong })]).toEqual([name, 400]);
      }
    }
    if (query) {
      expect(await attempt(id, { ...call, query: { ...call.query, unknown: "1" } })).toBe(400);
      for (const name of Object.keys(query.shape)) {
        const wrong = { ...call.query, [name]: "\u0000".repeat(600) };
        expect([name, await attempt(id, { ...call, query: wrong })]).toEqual([name, 400]);
      }
    }
    for (const name of Object.keys(params ?? {})) {
      const elsewhere = { ...call.params, [name]: "not_an_id" };
      expect(await attempt(id, { ...call, params: elsewhere })).toBe(404);
    }
    expect(await attempt(id, call)).toBe(status);
  },
);

test("a viewer is refused by every operation that changes what the company has", async () => {
  const { token } = await addMember(owner, "viewer");
  const closed = operations.filter(({ access }) => /:write$|^audit:read$/.test(access));
  expect(closed.length).toBeGreaterThan(10);
  for (const { id } of closed) {
    const { call } = await prepareGoodCall(id as OperationId, owner);
    const headers = { ...call.headers, authorization: `Bearer ${token}` };
    // Another company's resources are not found, for any role.
    expect([403, 404], id).toContain(await attempt(id as OperationId, { ...call, headers }));
  }
});
