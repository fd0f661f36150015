import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateFullKey } from "#lib/api-keys/token.ts";
import {
  gitHook,
  gitleaksConfig,
  leastEntropy,
  posixPattern,
  preCommitConfig,
} from "#lib/secret-scanning/rules.ts";
import { generateServiceToken } from "#lib/service-tokens/token.ts";

const names = { keyPrefix: "ks", productName: `Tom's "Pay"` };
const newSecrets = () => [
  generateFullKey("ks", "live"),
  generateFullKey("ks", "test"),
  generateServiceToken("ks"),
];
const notSecrets = [
  "ks_live_xxxxxxxx",
  "ks_live_…",
  generateFullKey("ab", "live"),
  generateFullKey("ks", "live").slice(0, 56),
  "0123456789".repeat(20),
];

/** Bits for each character, as gitleaks counts them (Shannon). */
function entropyOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character);
  return [...counts.values()]
    .map(({ length }) => length / text.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0);
}

describe("the gitleaks rules", () => {
  const config = gitleaksConfig(names);
  const patterns = Array.from(
    config.matchAll(/^regex = '''(.*)'''$/gm),
    ([, source = ""]) => source,
  );
  const keywords = Array.from(config.matchAll(/^keywords = (.*)$/gm), ([, list = ""]) =>
    JSON.parse(list),
  ).flat() as string[];

  test("match every secret, whole, by a pattern without a group to take a part", () => {
    expect(patterns).toHaveLength(2);
    for (const pattern of patterns) expect(pattern).not.toMatch(/\((?!\?:)/);
    for (const secret of newSecrets()) {
      const found = patterns.flatMap((source) => `KEY="${secret}"`.match(new RegExp(source)) ?? []);
      expect(found).toEqual([secret]);
      expect(keywords.filter((keyword) => secret.includes(keyword))).toHaveLength(1);
    }
    for (const text of notSecrets) {
      expect(patterns.some((source) => new RegExp(source).test(text))).toBe(false);
    }
  });

  test("ask for no more entropy than every secret has, and more than a placeholder", () => {
    fc.assert(
      fc.property(fc.constant(null), () => {
        for (const secret of newSecrets()) expect(entropyOf(secret)).toBeGreaterThan(leastEntropy);
      }),
      { numRuns: 1000 },
    );
    expect(entropyOf(`ks_live_${"x".repeat(49)}`)).toBeLessThan(leastEntropy);
  });

  test("keep the product's name in its quotes", () => {
    expect(config).toContain(`description = "API key of Tom's \\"Pay\\""`);
    expect(preCommitConfig(names)).toContain(`name: "No API keys of Tom's \\"Pay\\""`);
  });
});

describe("the pre-commit hooks", () => {
  test("search by a pattern that matches every secret and nothing else", () => {
    const [, source = ""] = /^ +entry: '(.*)'$/m.exec(preCommitConfig(names)) ?? [];
    for (const secret of newSecrets()) expect(`"${secret}"`).toMatch(new RegExp(source));
    for (const text of notSecrets) expect(text).not.toMatch(new RegExp(source));
  });

  test("search by grep on any system", () => {
    const found = (input: string) =>
      spawnSync("grep", ["-qE", posixPattern("ks")], { input }).status === 0;
    for (const secret of newSecrets()) expect(found(`+KEY="${secret}"\n`)).toBe(true);
    expect(found(`${notSecrets.join("\n")}\n`)).toBe(false);
    expect(gitHook(names)).toContain(`pattern='${posixPattern("ks")}'`);
  });

  test("are scripts that a shell can read", () => {
    expect(spawnSync("sh", ["-n"], { input: gitHook(names) }).status).toBe(0);
  });
});
