import { describe, expect, test } from "vitest";
import {
  type AuditView,
  readView,
  startOfDay,
  toDayInput,
  toFilters,
  toSearch,
} from "#components/audit/view.ts";

const applicationId = "app_01m866tct5eh7tbkv5qfyb7nr6";
const keyId = "key_01m866tk1aeh7tbmbgbhhzn480";
const read = (search: string) => readView(new URLSearchParams(search));

describe("the address of the audit log", () => {
  test.each<AuditView>([
    {},
    { applicationId, keyId, actor: "system", action: "api_key.revoked", range: "7d" },
    { category: "security", range: "24h" },
    { range: "dates" },
    { range: "dates", from: "2026-02-22T23:00:00Z", to: "2026-02-23T23:00:00Z" },
  ])("comes back as it was written: %j", (view) => {
    expect(read(toSearch(view))).toEqual(view);
  });

  test("leaves out what it does not understand", () => {
    expect(
      read(
        "?applicationId=1&keyId=%00&actor=me&action=x&category=fun&range=toString&from=today&page=2",
      ),
    ).toEqual({});
    expect(read("?from=2026-02-23T00:00:00Z&to=2026-02-22T00:00:00Z")).toEqual({
      range: "dates",
      from: "2026-02-23T00:00:00Z",
    });
    expect(read("?range=24h&from=2026-02-23T00:00:00Z")).toEqual({ range: "24h" });
  });
});

test("a preset asks for what began so long ago", () => {
  const now = Date.parse("2026-02-23T13:30:05.678Z");
  expect(toFilters({ range: "24h", keyId }, now)).toEqual({ keyId, from: "2026-02-22T13:30:05Z" });
  expect(toFilters({ range: "dates", to: "2026-02-23T00:00:00Z" }, now)).toEqual({
    to: "2026-02-23T00:00:00Z",
  });
});

test("a day is taken in whole, from its first moment to its last", () => {
  expect(toDayInput(startOfDay("2026-02-23"))).toBe("2026-02-23");
  expect(toDayInput(startOfDay("2026-12-31", 1), true)).toBe("2026-12-31");
  expect(toDayInput(undefined)).toBe("");
  expect(startOfDay("")).toBeUndefined();
  expect(startOfDay("0002-02-23")).toBeUndefined();
});
