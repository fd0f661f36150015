import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toSearchText } from "#lib/api-keys/constants.ts";
import {
  findFullKeys,
  fullKeyPattern,
  generateFullKey,
  getEnvironment,
  getKeyPrefix,
  hashFullKey,
  isWellFormed,
  withChecksum,
} from "#lib/api-keys/token.ts";
import { createRing } from "#lib/testing/records/rings.ts";
import { redactSecrets } from "#lib/text.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const environment = fc.constantFrom("live" as const, "test" as const);

describe("a full key", () => {
  test("has mark, 43 base62 characters and a checksum, and is recognised", () => {
    fc.assert(
      fc.property(environment, (env) => {
        const fullKey = generateFullKey("ks", env);
        expect(fullKey).toMatch(new RegExp(`^ks_${env}_[0-9A-Za-z]{49}$`));
        expect(isWellFormed("ks", fullKey)).toBe(true);
        expect(getEnvironment(fullKey)).toBe(env);
        expect(getKeyPrefix(fullKey)).toBe(fullKey.slice(0, 12));
      }),
    );
  });

  test("has any operator's prefix, and shows it, the environment and four characters", () => {
    const prefixes = fc.stringMatching(/^[a-z][a-z0-9]{1,15}$/);
    fc.assert(
      fc.property(prefixes, environment, (prefix, env) => {
        const fullKey = generateFullKey(prefix, env);
        const shown = fullKey.slice(0, prefix.length + 10);
        expect(isWellFormed(prefix, fullKey)).toBe(true);
        expect(getEnvironment(fullKey)).toBe(env);
        expect(getKeyPrefix(fullKey)).toBe(shown);
        expect(findFullKeys(prefix, `KEY=${fullKey}.`)).toEqual([fullKey]);
        expect(redactSecrets(`KEY=${fullKey}.`)).toBe(`KEY=${shown}….`);
        for (const known of [prefix, undefined]) {
          expect(toSearchText(` ${fullKey}`, known)).toBe(shown);
        }
        expect(toSearchText(fullKey.slice(0, -40), prefix)).toBe(shown);
      }),
    );
  });

  test("with any one character changed is refused by its checksum", () => {
    const change = fc.tuple(environment, fc.nat(), fc.constantFrom(...alphabet, "_", "-", " "));
    fc.assert(
      fc.property(change, ([env, at, character]) => {
        const fullKey = generateFullKey("ks", env);
        const index = at % fullKey.length;
        fc.pre(fullKey[index] !== character);
        const changed = fullKey.slice(0, index) + character + fullKey.slice(index + 1);
        expect(isWellFormed("ks", changed)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test("cut short, lengthened, of another operator or any other text is refused", () => {
    const fullKey = generateFullKey("ks", "live");
    for (const text of [fullKey.slice(0, -1), `${fullKey}0`, ` ${fullKey}`, `${fullKey}\n`, ""]) {
      expect(isWellFormed("ks", text)).toBe(false);
    }
    expect(isWellFormed("ab", fullKey)).toBe(false);
    fc.assert(fc.property(fc.string(), (text) => !isWellFormed("ks", text)));
  });

  test("draws each base62 character about equally often", () => {
    const counts = new Map<string, number>();
    const keys = 4000;
    for (let i = 0; i < keys; i++) {
      for (const character of generateFullKey("ks", "live").slice(8, 51)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    const expected = (keys * 43) / alphabet.length;
    const chiSquared = [...alphabet]
      .map((character) => ((counts.get(character) ?? 0) - expected) ** 2 / expected)
      .reduce((sum, term) => sum + term);
    // 61 degrees of freedom: chance alone exceeds 150 less than once in 10^9 runs.
    expect(chiSquared).toBeLessThan(150);
  });

  test("hashes to 32 bytes that depend on the secret", () => {
    const fullKey = generateFullKey("ks", "live");
    const hash = hashFullKey(createRing(1), fullKey);
    expect(hash).toHaveLength(32);
    expect(hashFullKey(createRing(1, 2), fullKey)).toEqual(hash);
    expect(hashFullKey(createRing(2, 1), fullKey)).not.toEqual(hash);
  });
});

describe("the pattern", () => {
  const between = fc.constantFrom(" ", "\n", "=", '"', "'", ":", "/", "-", ".", ",", "@", "é");
  const text = fc.tuple(fc.string(), between, environment, between, fc.string());

  test("finds every key where it stands between other text", () => {
    fc.assert(
      fc.property(text, ([before, left, env, right, after]) => {
        const fullKey = generateFullKey("ks", env);
        const whole = before + left + fullKey + right + after;
        expect(findFullKeys("ks", whole)).toEqual([fullKey]);
        expect(findFullKeys("ks", `${whole}\n${whole}`)).toEqual([fullKey, fullKey]);
        expect(findFullKeys("ab", whole)).toEqual([]);
      }),
    );
  });

  test("finds none in which any one character was changed", () => {
    const change = fc.tuple(environment, fc.nat(), fc.constantFrom(...alphabet, "_", "-", " "));
    fc.assert(
      fc.property(change, ([env, at, character]) => {
        const fullKey = generateFullKey("ks", env);
        const index = at % fullKey.length;
        fc.pre(fullKey[index] !== character);
        const changed = fullKey.slice(0, index) + character + fullKey.slice(index + 1);
        expect(findFullKeys("ks", `KEY=${changed}\n`)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("agrees with the check of a whole text, on what looks like a key too", () => {
    const looksAlike = fc
      .tuple(environment, fc.integer({ min: 40, max: 300 }))
      .chain(([env, length]) =>
        fc
          .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
          .map((tail) => `ks_${env}_${tail.join("")}`),
      );
    fc.assert(
      fc.property(fc.oneof(fc.string(), looksAlike), (any) => {
        expect(findFullKeys("ks", any).includes(any)).toBe(isWellFormed("ks", any));
        expect(isWellFormed("ks", any)).toBe(false);
      }),
    );
  });

  test("takes keys with a longer random part, up to 256 characters in all", () => {
    const withTail = (length: number) =>
      withChecksum(`ks_live_${"a".repeat(length - "ks_live_".length - 6)}`);
    for (const length of [57, 58, 255, 256]) {
      expect([length, isWellFormed("ks", withTail(length))]).toEqual([length, true]);
      expect(findFullKeys("ks", withTail(length))).toHaveLength(1);
    }
    for (const length of [56, 257]) {
      expect(isWellFormed("ks", withTail(length))).toBe(false);
      expect(findFullKeys("ks", withTail(length))).toEqual([]);
    }
  });

  test("is one that RE2 and Python read as JavaScript does", () => {
    expect(fullKeyPattern("ks")).toBe("ks_(?:live|test)_[0-9A-Za-z]{49,248}");
  });
});
