import { describe, expect, test } from "vitest";
import { AppError } from "#lib/errors.ts";
import { checkMediaType } from "#lib/http/body.ts";

describe("the media type of a body", () => {
  test.each([
    "application/json",
    "application/json; charset=utf8",
    "application/json;charset=UTF-8",
    'Application/JSON ; charset="utf-8"; profile=x',
    "application/json; odata.metadata=minimal",
    "application/json;",
  ])("is JSON whatever its parameters say (RFC 8259 section 11): %s", (type) => {
    expect(() => checkMediaType(type, null)).not.toThrow();
    expect(() => checkMediaType(type, "Identity")).not.toThrow();
    expect(() => checkMediaType(type, "gzip")).toThrow(AppError);
  });

  test.each([null, "", "text/plain", "application/jsonx", "text/json, application/json"])(
    "is refused where it is another one: %j",
    (type) => {
      expect(() => checkMediaType(type, null)).toThrow(AppError);
    },
  );
});
