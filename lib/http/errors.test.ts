import { describe, expect, test, vi } from "vitest";
import { AppError, errorCodes } from "#lib/errors.ts";
import { errorResponse, toAppError } from "#lib/http/errors.ts";
import { log } from "#lib/log.ts";

log.level = "silent";

function withCode(code: string): Error {
  return new Error("Failed query", { cause: Object.assign(new Error("driver"), { code }) });
}

describe("an error that is not ours", () => {
  test.each(["ECONNREFUSED", "CONNECT_TIMEOUT", "57P01", "53300", "08006", "25006", "57014"])(
    "is a 503 to be repeated when the database says %s",
    async (code) => {
      const response = errorResponse(withCode(code), { requestId: "r" });
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("1");
    },
  );

  test("is a 500 in fixed words when it is a surprise", async () => {
    const response = errorResponse(new Error("the password is 123"), { requestId: "r" });
    expect(await response.json()).toEqual({
      error: "Internal Server Error",
      message: "Something went wrong on our side",
      code: 500,
    });
    expect(toAppError(withCode("23505")).code).toBe("internal");
  });
});

test.each(errorCodes)("%s links to its place in the guide to errors", (code) => {
  const { headers } = errorResponse(new AppError(code), { requestId: "r" });
  const id = code.replaceAll("_", "-");
  expect(headers.get("link")).toBe(`</docs/guides/errors#${id}>; rel="help"`);
});

test("details appear in a 400 alone", () => {
  const details = [{ field: "a", message: "b" }];
  expect(new AppError("bad_request", undefined, { details }).toEnvelope()).toHaveProperty(
    "details",
  );
  expect(new AppError("conflict", undefined, { details }).toEnvelope()).not.toHaveProperty(
    "details",
  );
});

test("a 500 is a line of its own, and of the 503 of an outage few are", () => {
  const error = vi.spyOn(log, "error");
  const request = { requestId: "r", method: "POST", route: "/api/v1/x", merchantId: "mer_1" };
  for (let n = 0; n < 3; n += 1) errorResponse(new Error("surprise"), request);
  expect(error.mock.calls.map(([fields]) => fields)).toEqual(
    Array.from({ length: 3 }, () => expect.objectContaining({ ...request, status: 500 })),
  );
  error.mockClear();
  for (let n = 0; n < 1000; n += 1) errorResponse(withCode("ECONNREFUSED"), request);
  expect(error.mock.calls.length).toBeLessThanOrEqual(1);
});
