import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JsonError, parseStrictJson } from "#lib/http/json.ts";

describe("parseStrictJson", () => {
  test("reads any JSON as JSON.parse does", () => {
    const shallow = fc.json({ maxDepth: 8, noUnicodeString: false });
    fc.assert(
      fc.property(shallow, (text) => {
        fc.pre(!text.includes("__proto__"));
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("finds a repeated name whatever stands between, and however it is written", () => {
    const space = fc.constantFrom("", " ", "\n\t");
    const between = fc.json({ maxDepth: 4, noUnicodeString: false });
    fc.assert(
      fc.property(fc.string(), between, space, space, (name, value, before, after) => {
        fc.pre(!value.includes("__proto__") && name !== "__proto__");
        const once = `${before}${JSON.stringify(name)}${before}:${after}${value}${after}`;
        const escaped = [...name].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
        fc.pre([...name].every((c) => c.length === 1));
        expect(parseStrictJson(`{${once}}`)).toEqual({ [name]: JSON.parse(value) });
        const twice = `{${once},"${escaped.join("")}"${after}:1}`;
        expect(() => parseStrictJson(twice)).toThrow("duplicate name");
      }),
    );
  });

  test.each([
    ['{"a":1,"a":2}', "duplicate name"],
    ['{"a":1,"\\u0061":2}', "duplicate name"],
    ['{"o":{"b":"}","b":1}}', "duplicate name"],
    ['[{"__proto__":1}]', "isn't allowed"],
    ['{"\\u005f_proto__":1}', "isn't allowed"],
    ["[".repeat(33) + "]".repeat(33), "nested too deeply"],
    ["[".repeat(100_000) + "]".repeat(100_000), "nested too deeply"],
    ["", "not valid JSON"],
    ["{'a':1}", "not valid JSON"],
    ["{}{}", "not valid JSON"],
  ])("refuses %.40s", (text, reason) => {
    expect(() => parseStrictJson(text)).toThrow(JsonError);
    expect(() => parseStrictJson(text)).toThrow(reason);
  });

  test.each([
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    '{"a":"a","b":"{\\"b\\":"}',
    "[".repeat(32) + "]".repeat(32),
  ])("lets %.40s pass", (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });
});
