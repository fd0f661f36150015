import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatSecretList,
  getCheckName,
  parseCheckName,
  parseSecretList,
  secretNames,
} from "#lib/secret-list.ts";

const a = "a".repeat(32);
const b = "b".repeat(32);

describe("the list of a secret's versions", () => {
  test("is one version for each value from before there were versions", () => {
    const odd = `${a}, with: commas, colons, v2 and spaces `;
    for (const text of [a, odd, `x:${a}`, `${a},v2:${b}`, `v:${a}`, `v0:${a}`]) {
      expect(parseSecretList(text)).toEqual([{ version: 1, text }]);
    }
  });

  test("is written in one line or in the lines of a file", () => {
    const expected = [
      { version: 2, text: b },
      { version: 1, text: a },
    ];
    for (const between of [",", ", ", "\n", " \r\n"]) {
      expect(parseSecretList(`v2:${b}${between}v1:${a}\n`)).toEqual(expected);
    }
  });

  test("keeps a secret with commas and spaces", () => {
    const odd = `${a}, v and so on`;
    expect(parseSecretList(`v1:${odd},v2:${b}`)).toEqual([
      { version: 1, text: odd },
      { version: 2, text: b },
    ]);
  });

  test("is refused with a message that repeats no secret", () => {
    const refusals = [
      ["", "must be at least 32 characters long"],
      ["short", "must be at least 32 characters long"],
      [`v2:${b},v1:short`, "version v1 must be at least 32 characters long"],
      ["v2:short", "version v2 must be at least 32 characters long"],
      [`v2:${b},v2:${a}`, "must have each version once, and has v2 twice"],
      [`v2:${a},v1:${a}`, "must differ in each version: v2 and v1 are the same"],
    ];
    for (const [value = "", message] of refusals) {
      expect(() => parseSecretList(value)).toThrow(new Error(message));
    }
  });

  test("reads back what it writes", () => {
    const text = fc.string({ minLength: 32 }).filter((each) => !/[\s,]|^v\d/.test(each));
    const versions = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9999 }), text), {
      minLength: 1,
      maxLength: 4,
      selector: ([version]) => version,
    });
    fc.assert(
      fc.property(versions, (pairs) => {
        const list = pairs.map(([version, each]) => ({ version, text: each }));
        fc.pre(new Set(list.map((each) => each.text)).size === list.length);
        expect(parseSecretList(formatSecretList(list))).toEqual(list);
      }),
    );
    expect(formatSecretList([{ version: 1, text: a }])).toBe(a);
    expect(formatSecretList([{ version: 1, text: `v3:${a}` }])).toBe(`v1:v3:${a}`);
  });
});

test("a version has a name in the table of check values, the first one the old name", () => {
  for (const name of secretNames) {
    expect(getCheckName(name, 1)).toBe(name);
    for (const version of [1, 2, 30]) {
      expect(parseCheckName(getCheckName(name, version))).toEqual({ name, version });
    }
  }
  expect(parseCheckName("OTHER v2")).toBeNull();
});
