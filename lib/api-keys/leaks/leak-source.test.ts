import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leakReason, toShownUrl } from "#lib/api-keys/leaks/leak-source.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";

describe("where a leak was seen", () => {
  test.each([
    ["https://github.com/a/b/blob/1/c.txt", "https://github.com/a/b/blob/1/c.txt"],
    ["http://example.com/ü\u0000\n<x>", "http://example.com/%C3%BC%00%3Cx%3E"],
    ["https://me:secret@example.com/", "https://example.com/"],
    ["", null],
    [null, null],
    [undefined, null],
    ["not an address", null],
    ["javascript:alert(1)", null],
    ["ftp://example.com/", null],
  ])("%j is shown as %j", (url, shown) => {
    expect(toShownUrl(url)).toBe(shown);
  });

  test("is not shown where the address holds a full key, escaped or not", () => {
    const key = generateFullKey("ks", "live");
    const escaped = `%${key.charCodeAt(10).toString(16)}`;
    const urls = [
      `https://example.com/?q=${key}`,
      `https://example.com/${key.slice(0, 10)}${escaped}${key.slice(11)}`,
      `https://example.com/#${key}`,
    ];
    for (const url of urls) expect(toShownUrl(url)).toBeNull();
  });

  test("makes a reason of one line and at most 200 characters, whatever was sent", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true }), fc.string()), (url) => {
        const long = `https://example.com/${url.repeat(10)}`;
        for (const given of [url, long]) {
          const reason = leakReason("by GitHub", toShownUrl(given));
          expect(reason).toMatch(/^Leaked: reported by GitHub(, https?:\/\/.*)?$/);
          expect([...reason].length).toBeLessThanOrEqual(200);
          expect(reason).not.toMatch(/\p{Cc}|\p{Cs}/u);
        }
      }),
    );
  });
});
