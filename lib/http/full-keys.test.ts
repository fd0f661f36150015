import { describe, expect, test } from "vitest";
import { z } from "zod";
import { generateFullKey } from "#lib/api-keys/token.ts";
import type { AppError } from "#lib/errors.ts";
import { check } from "#lib/http/check.ts";
import { readIdempotencyKey } from "#lib/http/idempotency.ts";
import { describeRequest } from "#lib/http/request.ts";
import { readRequestId } from "#lib/http/server/request-headers.ts";

const key = generateFullKey("ks", "live");
const prefix = key.slice(0, 12);

function getRefusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return JSON.stringify((error as AppError).toEnvelope());
  }
  throw new Error("it was not refused");
}

describe("a full key in a header", () => {
  test("is refused as an Idempotency-Key, and not quoted", () => {
    const headers = new Headers({ "idempotency-key": `retry-${key}` });
    const refusal = getRefusal(() => readIdempotencyKey(headers));
    expect(refusal).toContain("It must not contain an API key or token");
    expect(refusal).not.toContain(key.slice(12));
  });

  test("is not taken for a request's id, which would go to logs and back to the caller", () => {
    expect(readRequestId({ "x-request-id": key })).not.toBe(key);
    expect(readRequestId({ "x-request-id": "0123456789abcdef" })).toBe("0123456789abcdef");
  });

  test.each([1, 240, 290])("is cut out of a User-Agent, %i characters into it", (length) => {
    const before = "x".repeat(length);
    const headers = new Headers({ "user-agent": `${before} ${key} shop/1.0` });
    const { userAgent } = describeRequest(headers);
    expect(userAgent).toBe(`${before} ${prefix}… shop/1.0`.slice(0, 300));
  });
});

test("a full key as the name of a field is not quoted", () => {
  const body = z.strictObject({});
  const refusal = getRefusal(() => check(body, { [key]: 1 }, "body"));
  expect(refusal).toContain(prefix);
  expect(refusal).not.toContain(key.slice(12));
});
