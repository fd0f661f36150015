import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { lineOfText, linesOfText, momentText, pageQuery } from "#lib/schema.ts";
import { countCodePoints } from "#lib/text.ts";

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

describe("a line of text, for whoever reads it,", () => {
  const messagesFor = (text: string) =>
    lineOfText("The text", 200)
      .safeParse(text)
      .error?.issues.map(({ message }) => message);

  test.each([
    ["a\u0000b", "0000"],
    ["a\u202eb", "202E"],
    ["a\u2066b", "2066"],
    ["a\u200bb", "200B"],
    ["a\u200eb", "200E"],
    ["a\u2028b", "2028"],
    ["a\u2029b", "2029"],
    ["a\ufeffb", "FEFF"],
    ["a\u00adb", "AD"],
    ["a\u200db", "200D"],
    ["a\u200cb", "200C"],
    ["a\ufe0fb", "FE0F"],
    ["❤\ufe0f\ufe0f", "FE0F"],
    ["a\u{e0061}b", "E0061"],
    ["\u3164", "3164"],
    ["\u2800", "2800"],
    ["a\ufffe", "FFFE"],
    ["a\ud800b", "D800"],
  ])("names the invisible character in %j", (text, code) => {
    const expected = `The text must not contain invisible characters such as U+${code.padStart(4, "0")}`;
    expect(messagesFor(text)).toEqual([expected]);
  });

  test.each([
    "👩🏽‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 🏴‍☠️ ❤️‍🔥 1️⃣ ©️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪",
    "می‌خواهم",
    "क्‍ष",
    "葛󠄀飾区",
    "متجر שלום 日本 Ünïcode",
    "Booking.com (EU) — https://booking.com",
  ])("takes %s as it is written", (text) => {
    expect(lineOfText("The text", 200).parse(text)).toBe(text);
  });

  test("holds no key or token, and the message does not quote it", () => {
    const key = generateFullKey("shop", "test");
    for (const text of [key, `my key is ${key}.`, `%20${key}%22`, `${key}_old`]) {
      expect(messagesFor(text)).toEqual(["The text must not contain an API key or token"]);
    }
    expect(messagesFor("ks_live_abc1… of the shop, ks_live_ and eyJ")).toBeUndefined();
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
