import { expect, test } from "@playwright/test";
import type { z } from "zod";
import type { Operation } from "#lib/operation.ts";
import { operations } from "#lib/contract.ts";
import { requireDescribed } from "#lib/testing/answers.ts";
import { fetchToken, product, signUpMerchant } from "./support/client.ts";
import { type GoodCall, prepareGoodCall } from "./support/good-calls.ts";
import { addMember, verifyAddress } from "./support/team.ts";

interface Attempt {
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Goes as it is. */
  body?: string;
}

/** Sends a call, and throws unless the reference describes its answer; answers the status. */
async function attempt(operation: Operation, { params = {}, query, headers, body }: Attempt) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => params[name] ?? "");
  const response = await fetch(`${product.url}${path}?${new URLSearchParams(query)}`, {
    method: operation.method.toUpperCase(),
    headers,
    body,
    redirect: "manual",
  });
  const { status } = response;
  requireDescribed(operation, { status, headers: response.headers, text: await response.text() });
  return status;
}

/** The operation's own example, with what is real in it. */
function toAttempt(operation: Operation, { token, params, cookie, body, real = {} }: GoodCall) {
  const { bodyExample, queryExample, access } = operation;
  const text = bodyExample === undefined ? undefined : JSON.stringify(merge(bodyExample, body));
  return {
    params,
    query: queryExample,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(cookie && { Cookie: cookie, Origin: product.url }),
      ...(text !== undefined && { "Content-Type": "application/json" }),
    } as Record<string, string>,
    body:
      text &&
      Object.entries(real).reduce((all, [name, value]) => all.replaceAll(name, value), text),
    isOpen: access === "anyone" || access === "visitor",
  };
}

function merge(example: unknown, body: object | undefined): unknown {
  return Array.isArray(example) ? example : { ...(example as object), ...body };
}

const isObject = (body: z.ZodType | undefined) => body !== undefined && body.def.type === "object";

/** Bodies that are wrong whatever they are for, and what each is answered. */
const wrongBodies: [string, string, string, number][] = [
  ["text that is no JSON", "{", "application/json", 400],
  ["JSON of another shape", "3", "application/json", 400],
  ["a name given twice", '{"a":1,"a":2}', "application/json", 400],
  ["another media type", "a=b", "application/x-www-form-urlencoded", 415],
  ["more than 64 KiB", JSON.stringify("x".repeat(65_536)), "application/json", 413],
];

for (const operation of operations) {
  const { id, method, path, params, query, body } = operation;

  // GitHub alone can sign what this one is for, and an unsigned call would ask GitHub for its keys.
  if (id === "receiveGithubAlerts") continue;

  test(`${id} answers as the reference says, whatever it is sent`, async () => {
    const call = await prepareGoodCall(method, path);
    const good = toAttempt(operation, call);

    if (!good.isOpen) {
      expect(
        await attempt(operation, {
          ...good,
          headers: { ...good.headers, Cookie: "", Authorization: "" },
        }),
      ).toBe(401);
      const forged = { ...good.headers, Cookie: "", Authorization: "Bearer forged" };
      expect(await attempt(operation, { ...good, headers: forged })).toBe(401);
    }
    if (body) {
      for (const [what, text, type, status] of wrongBodies) {
        const headers = { ...good.headers, "Content-Type": type };
        const answered = await attempt(operation, { ...good, headers, body: text });
        expect([what, answered]).toEqual([what, status]);
      }
    }
    if (body && isObject(body)) {
      const example = JSON.parse(good.body ?? "{}");
      const unknown = JSON.stringify({ ...example, merchantID: "x" });
      expect(await attempt(operation, { ...good, body: unknown })).toBe(400);
      for (const name of Object.keys(example)) {
        const wrong = JSON.stringify({ ...example, [name]: { no: "such" } });
        expect([name, await attempt(operation, { ...good, body: wrong })]).toEqual([name, 400]);
      }
    }
    if (query) {
      expect(await attempt(operation, { ...good, query: { ...good.query, unknown: "1" } })).toBe(
        400,
      );
      for (const name of Object.keys(query.shape)) {
        const wrong = { ...good.query, [name]: "\u0000".repeat(600) };
        expect([name, await attempt(operation, { ...good, query: wrong })]).toEqual([name, 400]);
      }
    }
    for (const name of Object.keys(params ?? {})) {
      const elsewhere = { ...call.params, [name]: "not_an_id" };
      expect(await attempt(operation, { ...good, params: elsewhere })).toBe(404);
    }
    expect(await attempt(operation, good)).toBe(call.status);
  });
}

test("a viewer is refused by every operation that changes what the company has", async () => {
  test.setTimeout(120_000);
  const owner = await signUpMerchant();
  await verifyAddress(owner.email);
  const viewer = await addMember(owner.token, "viewer");
  const token = await fetchToken(viewer.email, viewer.password);
  const closed = operations.filter(({ access }) => /:write$|^audit:read$/.test(access));
  expect(closed.length).toBeGreaterThan(10);
  for (const operation of closed) {
    const call = await prepareGoodCall(operation.method, operation.path);
    const status = await attempt(operation, toAttempt(operation, { ...call, token }));
    // Another company's things are not found, whatever the role.
    expect([403, 404], operation.id).toContain(status);
  }
});
