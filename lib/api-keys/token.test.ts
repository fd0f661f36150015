import { createSecretKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  environmentOf,
  generateFullKey,
  hashFullKey,
  isWellFormed,
  keyPrefixOf,
} from "#lib/api-keys/token.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const environment = fc.constantFrom("live" as const, "test" as const);

describe("a full key", () => {
  test("has mark, 43 base62 characters and a checksum, and is recognised", () => {
    fc.assert(
      fc.property(environment, (env) => {
        const fullKey = generateFullKey("ks", env);
        expect(fullKey).toMatch(new RegExp(`^ks_${env}_[0-9A-Za-z]{49}$`));
        expect(isWellFormed("ks", fullKey)).toBe(true);
        expect(environmentOf(fullKey)).toBe(env);
        expect(keyPrefixOf(fullKey)).toBe(fullKey.slice(0, 12));
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
    const hash = hashFullKey(createSecretKey(Buffer.alloc(32, 1)), fullKey);
    expect(hash).toHaveLength(32);
    expect(hashFullKey(createSecretKey(Buffer.alloc(32, 1)), fullKey)).toEqual(hash);
    expect(hashFullKey(createSecretKey(Buffer.alloc(32, 2)), fullKey)).not.toEqual(hash);
  });
});
