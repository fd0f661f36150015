import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findInvisible, quoteName, toVisible } from "#lib/text.ts";

/** Texts that email programs turn into links: Gmail, Outlook, Thunderbird, Apple and Android. */
const links = [
  /\b[a-z][a-z0-9+-]*:\/\/\S/iu,
  /\b(mailto|tel|sms|javascript|data):\S/iu,
  /\bwww\.\S/iu,
  /[\p{L}\p{N}][.。．｡]\p{L}/u,
  /[^\s\u2060]@[^\s\u2060]+\.[^\s\u2060]/u,
];

const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 100 })
  .map((codes) => String.fromCodePoint(...codes));

const hostile = [
  "Pay now http://evil",
  "evil.com",
  "www.evil.com",
  "https://evil.example/pay?now=1",
  "pay@evil.com",
  "tel:+15550100",
  "evil。com",
  "Acme” invites you. Your account is blocked. Call us “",
  'Acme". Pay now. "',
  "a\r\nb\u2028c",
  "\u202emoc.live\u202c",
  "e\u200bvil",
  "x".repeat(500),
  "🔑".repeat(100),
];

describe("a name in an email", () => {
  test.each(hostile)("is one quotation without a link: %j", (name) => {
    const quoted = quoteName(name);
    expect(quoted).toMatch(/^“[^“”"«»„‟\r\n\u2028]*”$/u);
    for (const link of links) expect(quoted).not.toMatch(link);
    const shown = quoted.replaceAll("\u2060", "").slice(1, -1);
    expect(findInvisible(shown)).toBeUndefined();
    expect([...shown].length).toBeLessThanOrEqual(80);
  });

  test("reads as it was written", () => {
    expect(quoteName("Booking.com").replaceAll("\u2060", "")).toBe("“Booking.com”");
    expect(quoteName("Ünïcode & Söhne")).toBe("“Ünïcode & Söhne”");
  });

  test("is quoted whatever it is", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(quoteName(name)).toMatch(/^“[^“”"«»„‟\p{Cc}\p{Bidi_Control}]*”$/u);
      }),
    );
  });
});

describe("a text of whatever origin", () => {
  test("shows that there is something where nothing is seen, and keeps what shapes letters", () => {
    expect(toVisible("a\u202eb\nc\u200b")).toBe("a�b�c�");
    expect(toVisible("👩🏽‍🚀 می‌خواهم ❤️")).toBe("👩🏽‍🚀 می‌خواهم ❤️");
  });

  test("has nothing invisible any more", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(findInvisible(toVisible(text))).toBeUndefined();
      }),
    );
  });
});
