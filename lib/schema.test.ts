import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countCodePoints, lineOfText, linesOfText, momentText, pageQuery } from "#lib/schema.ts";

const line = lineOfText("The text", 50);

describe("a line of text", () => {
  test("that is accepted is only trimmed, and well-formed for the database", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const result = line.safeParse(text);
        fc.pre(result.success);
        expect(result.data).toBe(text.trim());
        expect(result.data?.isWellFormed()).toBe(true);
        expect(result.data).not.toMatch(/[\p{Cc}]/u);
        expect(countCodePoints(result.data ?? "")).toBeLessThanOrEqual(50);
      }),
    );
  });

  test("counts code points, not UTF-16 units", () => {
    expect(countCodePoints("🔑a")).toBe(2);
    expect(line.safeParse("🔑".repeat(50)).success).toBe(true);
    expect(line.safeParse("🔑".repeat(51)).success).toBe(false);
  });

  test("gives one reason for an empty one", () => {
    expect(line.safeParse(" ").error?.issues.map((issue) => issue.message)).toEqual([
      "The text is required",
    ]);
  });
});

describe("a text of several lines", () => {
  const lines = linesOfText("The text", 50);

  test("keeps its lines, each ended in the same way", () => {
    expect(lines.parse(" a\r\nb\rc\n\nd\n")).toBe("a\nb\nc\n\nd");
  });

  test.each(["a\tb", "a\u0000b", "a\u001bb", "a\u0085b", "a\ud800b"])("refuses %j", (text) => {
    expect(lines.safeParse(text).success).toBe(false);
  });
});

test.each([
  ["2027-01-31T00:00:00Z", true],
  ["0001-01-01T00:00:00Z", true],
  ["0001-01-01T00:00:00+00:01", false],
  ["9999-12-31T23:59:59.999Z", true],
  ["9999-12-31T23:59:59-00:01", false],
  ["2027-01-31", false],
])("a moment has a year of four digits in UTC: %s", (text, isMoment) => {
  expect(momentText("No moment").safeParse(text).success).toBe(isMoment);
});

describe("the query of a list", () => {
  test.each(["0", "101", "-1", "1e9", "1.5", "", " 5", "0x10"])("refuses limit=%s", (limit) => {
    expect(pageQuery.safeParse({ limit }).success).toBe(false);
  });

  test("takes 25 rows unless told", () => {
    expect(pageQuery.parse({})).toEqual({ limit: 25 });
    expect(pageQuery.parse({ limit: "100" })).toEqual({ limit: 100 });
  });
});
