import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { POST as RESTORE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/restore/route.ts";
import { POST as CANCEL } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/cancel/route.ts";
import { POST as FINISH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/finish/route.ts";
import { POST as ROTATE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/route.ts";
import {
  GET as GET_KEY,
  PATCH as PATCH_KEY,
  DELETE as REVOKE,
} from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { GET as USAGE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/usage/route.ts";
import {
  POST as CREATE_KEY,
  GET as LIST_KEYS,
} from "#app/api/v1/applications/[id]/api-keys/route.ts";
import {
  GET as GET_APPLICATION,
  PATCH as PATCH_APPLICATION,
} from "#app/api/v1/applications/[id]/route.ts";
import {
  POST as CREATE_APPLICATION,
  GET as LIST_APPLICATIONS,
} from "#app/api/v1/applications/route.ts";
import { GET as LIST_AUDIT_EVENTS } from "#app/api/v1/audit-events/route.ts";
import { GET as HYGIENE } from "#app/api/v1/hygiene/route.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { getApplication } from "#lib/applications/get.ts";
import { newId } from "#lib/ids.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApiKey } from "#lib/testing/records/api-keys.ts";

/** Fields that only the server sets, and names with a meaning in JavaScript. */
const ownFields = [
  ["id", "key_00000000000000000000000000"],
  ["merchantId", "mer_00000000000000000000000000"],
  ["merchant_id", "mer_00000000000000000000000000"],
  ["applicationId", "app_00000000000000000000000000"],
  ["fullKey", "ks_live_0"],
  ["keyHash", "00"],
  ["keyPrefix", "ks_live_0000"],
  ["generation", 2],
  ["status", "active"],
  ["role", "owner"],
  ["createdAt", "2026-01-01T00:00:00Z"],
  ["updatedAt", "2026-01-01T00:00:00Z"],
  ["createdBy", "usr_00000000000000000000000000"],
  ["lastUsedAt", null],
  ["revokedAt", null],
  ["revokedBy", null],
  ["revokedReason", null],
  ["leaked", false],
  ["restorableUntil", "2099-01-01T00:00:00Z"],
  ["rotation", null],
  ["rotationEndsAt", "2099-01-01T00:00:00Z"],
  ["activeKeys", 0],
  ["activeKeyBound", 0],
  ["deletedAt", null],
  ["suspendedAt", null],
  ["constructor", {}],
  ["toString", "x"],
] as const;

describe("a field that a caller may not set is 400 by name, and nothing is done:", () => {
  test.each([
    ["creating an application", "POST", CREATE_APPLICATION, { name: "a" }, ["version"]],
    ["an application", "PATCH", PATCH_APPLICATION, { name: "a" }, ["environment", "version"]],
    ["creating a key", "POST", CREATE_KEY, { description: "a" }, ["version", "environment"]],
    ["a key", "PATCH", PATCH_KEY, { description: "a" }, ["environment", "overlapSeconds"]],
    ["rotating a key", "POST", ROTATE, { overlapSeconds: 0 }, ["version", "description"]],
  ] as const)("%s", async (_, method, handler, body, others) => {
    const { ctx, token, application, ref, params } = await mintApiKey();
    const read = async () => [
      await getApplication(ctx, { applicationId: application.id }),
      await getApiKey(ctx, ref),
    ];
    const before = await read();
    const fields = [...ownFields, ...others.map((name) => [name, 1] as const)];
    for (const [field, value] of fields) {
      const sent = JSON.stringify({ ...body, [field]: value });
      const answer = await call(handler, { method, token, params, body: sent });
      expect([field, answer.status, answer.body.details]).toEqual([
        field,
        400,
        [{ field, message: "Unknown field" }],
      ]);
    }
    expect(await read()).toEqual(before);
  });
});

const moments = [
  ...["0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "2027-01-31T23:59:60Z"],
  ...["2099-01-31T00:00:00.123456789Z", "9999-12-31T23:59:59-14:00", "2027-01-31T24:00:00+99:99"],
];
const addresses = ["::ffff:1.2.3.4/128", "1.2.3.4/0", "::/0", "fe80::1%eth0", "01.2.3.4", "::1"];

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "\u0000",
    "\ud800",
    "\udfff a",
    "x".repeat(70_000),
    "%",
    "__proto__",
    "*",
    "1e400",
  ),
  fc.constantFrom(...moments, ...addresses),
);

const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  anyText,
  fc.array(anyText),
  fc.double(),
  fc.bigInt().map((number) => Number(number)),
  fc.maxSafeInteger(),
);

const knownFields = [
  ...["name", "environment", "description", "scopes", "expiresAt", "ipAllowlist", "version"],
  ...["rateLimit", "overlapSeconds", "merchantId", "__proto__", "constructor"],
];

const rateLimits = [
  { limit: 1_000_000_000, windowSeconds: 86_400 },
  { limit: 1, windowSeconds: 1 },
  { limit: 2 ** 31, windowSeconds: 60 },
  { limit: -0, windowSeconds: 60 },
  { limit: 1, windowSeconds: 2 },
  { limit: 1, windowSeconds: 60, limits: 1 },
];

/** Boundary values for the fields that most handlers have. */
const nearlyGood = fc.oneof(
  fc.record(
    {
      description: anyText.map((text) => text.slice(0, 50)),
      scopes: fc.array(fc.constantFrom("*", "payments:read", "payouts:write", "toString", "")),
      expiresAt: fc.constantFrom(null, ...moments),
      ipAllowlist: fc.array(fc.constantFrom(...addresses), { maxLength: 3 }),
      rateLimit: fc.constantFrom(null, ...rateLimits),
    },
    { requiredKeys: [] },
  ),
  fc.record({ name: anyText.map((text) => text.slice(0, 80)) }),
  fc.record({ overlapSeconds: fc.constantFrom(0, 1, -0, 604_800, 604_801, 0.5) }),
);

/** Nearly valid bodies, arbitrary JSON, and no body. */
const anyBody = fc.oneof(
  { weight: 8, arbitrary: nearlyGood.map(toJson) },
  { weight: 2, arbitrary: fc.dictionary(fc.constantFrom(...knownFields), anyValue).map(toJson) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyText, anyValue, fc.constantFrom(...knownFields))
      .map(([text, value, field]) =>
        toJson({ description: text.slice(0, 50), name: text.slice(0, 80), [field]: value }),
      ),
  },
  fc.json(),
  fc.tuple(anyText, anyText).map(([a, b]) => `{${toJson(a)}:1,${toJson(a)}:${toJson(b)}}`),
  fc.nat(100_000).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  fc.integer({ min: 1, max: 400 }).map((digits) => `{"overlapSeconds":${"9".repeat(digits)}}`),
  fc.constantFrom("", "{", "\ufeff{}", "null", '{"description":"\\ud800"}', '"\\u0000"', "1e999"),
  anyText,
);

function toJson(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

/** Percent-encoded bytes need not be UTF-8. */
const anyQueryText = fc.oneof(
  anyText.map((text) => encodeURIComponent(text.slice(0, 300).toWellFormed())),
  fc.constantFrom(
    "%00",
    "%ED%A0%80",
    "%FF",
    "%",
    "+",
    "101",
    "-1",
    "0",
    "1e9",
    "revoked",
    "expiry",
  ),
  fc.string(),
);
const queryNames = [
  ...["limit", "cursor", "status", "q", "sort", "reason", "days", "finding", "from", "to"],
  ...["action", "actor", "keyId", "applicationId", "x", "%00", "__proto__"],
];
const anyQuery = fc
  .array(fc.tuple(fc.constantFrom(...queryNames), anyQueryText), { maxLength: 4 })
  .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join("&")}`);

const readers = {
  LIST_APPLICATIONS,
  GET_APPLICATION,
  LIST_KEYS,
  GET_KEY,
  USAGE,
  LIST_AUDIT_EVENTS,
  HYGIENE,
};
const posters = { CREATE_APPLICATION, CREATE_KEY, ROTATE, FINISH, CANCEL, RESTORE };
const patchers = { PATCH_APPLICATION, PATCH_KEY };
const handlers = { ...readers, ...posters, ...patchers, REVOKE };

function getMethod(name: string): string {
  if (name in readers) return "GET";
  if (name in posters) return "POST";
  return name in patchers ? "PATCH" : "DELETE";
}

describe("whatever a caller sends", () => {
  let minted: Awaited<ReturnType<typeof mintApiKey>>;
  beforeAll(async () => {
    minted = await mintApiKey();
  });

  const anyIds = (good: string) =>
    fc.oneof({ weight: 8, arbitrary: fc.constant(good) }, fc.constant(newId("key")), anyText);

  test("gets an answer below 500, a refusal in the envelope", async () => {
    const { token, params } = minted;
    const names = Object.keys(handlers) as (keyof typeof handlers)[];
    const requests = fc.record({
      name: fc.constantFrom(...names),
      body: anyBody,
      query: anyQuery,
      id: anyIds(params.id),
      keyId: anyIds(params.keyId),
      headers: fc.oneof(
        fc.constantFrom<Record<string, string>>(
          {},
          { "Content-Type": "text/plain" },
          { "Content-Encoding": "gzip" },
        ),
        fc.string({ minLength: 1 }).map((key) => ({ "Idempotency-Key": key })),
      ),
    });
    await fc.assert(
      fc.asyncProperty(requests, async ({ name, body, query, id, keyId, headers }) => {
        const method = getMethod(name);
        const answer = await call(handlers[name], {
          method,
          token,
          params: { id, keyId },
          query,
          headers,
          ...(method !== "GET" && { body }),
        });
        expect(answer.status).toBeLessThan(500);
        if (answer.status < 400) return;
        expect(answer.body).toMatchObject({
          error: expect.any(String),
          message: expect.any(String),
          code: answer.status,
        });
      }),
      { numRuns: 600 },
    );
  });
});
