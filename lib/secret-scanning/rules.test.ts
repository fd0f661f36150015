import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findFullKeys, generateFullKey } from "#lib/api-keys/token.ts";
import { markApiToken } from "#lib/api-tokens/token.ts";
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
  generateApiToken(),
];

function generateApiToken(): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = encode({ alg: "ES256", typ: "at+jwt", kid: randomBytes(16).toString("base64url") });
  const claims = encode({ sid: "tok_01kawxqw2pe6bvn0q0v9w8x7yz", exp: 1_800_000_000 });
  return markApiToken("ks", `${head}.${claims}.${randomBytes(64).toString("base64url")}`);
}
const notSecrets = [
  "ks_live_xxxxxxxx",
  "ks_live_…",
  generateFullKey("ab", "live"),
  generateFullKey("ks", "live").slice(0, 56),
  "0123456789".repeat(20),
];

/** Computes Shannon entropy in bits per character, like gitleaks. */
function getEntropy(text: string): number {
  const counts = Map.groupBy(text, (character) => character);
  return [...counts.values()]
    .map(({ length }) => length / text.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0);
}

/** A secret inside other formats: JSON, URLs, sources, names. */
const escapes: [string, (secret: string) => string][] = [
  ["a line feed", (secret) => String.raw`"KEY=1\\n${secret}\\nNEXT=2"`],
  ["a tab", (secret) => String.raw`a\\t${secret}\\tb`],
  ["a space of a URL", (secret) => `q=a%20${secret}%20b`],
  ["a quotation mark of a URL", (secret) => `q=%22${secret}%22`],
  ["an underscore", (secret) => `old_${secret}_backup`],
];

describe("a secret between escapes:", () => {
  test.each(escapes)("%s is no part of it to any rule", (_name, write) => {
    const config = gitleaksConfig(names);
    const sources = Array.from(config.matchAll(/^regex = '''(.*)'''$/gm), ([, it = ""]) => it);
    const [, hookSource = ""] = /^ +entry: '(.*)'$/m.exec(preCommitConfig(names)) ?? [];
    for (const secret of newSecrets()) {
      const text = write(secret);
      expect(sources.flatMap((source) => text.match(new RegExp(source)) ?? [])).toEqual([secret]);
      expect(text).toMatch(new RegExp(hookSource));
    }
  });

  test.each(escapes)("%s hides no key from a report", (_name, write) => {
    const key = generateFullKey("ks", "live");
    expect(findFullKeys("ks", write(key))).toEqual([key]);
  });

  test("not even another one hides a key", () => {
    const keys = [generateFullKey("ks", "live"), generateFullKey("ks", "test")];
    expect(findFullKeys("ks", keys.join(""))).toEqual(keys);
  });
});

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
    expect(patterns).toHaveLength(3);
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
        for (const secret of newSecrets()) expect(getEntropy(secret)).toBeGreaterThan(leastEntropy);
      }),
      { numRuns: 1000 },
    );
    expect(getEntropy(`ks_live_${"x".repeat(49)}`)).toBeLessThan(leastEntropy);
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

describe("the hook of git alone", () => {
  let repository: string;
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: string[]) => spawnSync("git", args, { cwd: repository, env });

  beforeAll(() => {
    repository = mkdtempSync(join(tmpdir(), "hook-"));
    execFileSync("git", ["init", "--quiet"], { cwd: repository, env });
    git("config", "user.email", "developer@shop.example");
    git("config", "user.name", "Developer");
    writeFileSync(join(repository, ".git/hooks/pre-commit"), gitHook(names), { mode: 0o755 });
  });
  afterAll(() => rmSync(repository, { recursive: true }));

  function commit(settings: string[], content: string | Buffer, attributes = "") {
    writeFileSync(join(repository, ".gitattributes"), attributes);
    writeFileSync(join(repository, "file"), content);
    git("add", "--all");
    const options = settings.flatMap((setting) => ["-c", setting]);
    const { status, stderr } = git(...options, "commit", "--quiet", "--message", "Change");
    git("reset", "--quiet", "--hard");
    return { isRefused: status === 1, message: stderr.toString() };
  }

  const key = generateFullKey("ks", "live");
  const text = `a\nKEY=${key}\n`;

  test.each<[string, string[], string | Buffer, string?]>([
    ["as it comes", [], text],
    ["with colors", ["color.ui=always"], text],
    ["with colors of diff", ["color.diff=always"], text],
    ["with another program for diff", ["diff.external=true"], text],
    ["in a binary file", [], `\0\n${text}\0`],
    ["in UTF-16", [], Buffer.from(text, "utf16le")],
    ["in a file without diff", [], text, "file -diff"],
    ["in a file that is converted", ["diff.hide.textconv=true"], text, "file diff=hide"],
    ["behind an escape", [], String.raw`"a\n${key}"`],
  ])("refuses a key %s, and does not print it", (_name, settings, content, attributes) => {
    const { isRefused, message } = commit(settings, content, attributes);
    expect(isRefused).toBe(true);
    expect(message).toContain("This commit would add an API key");
    expect(message).not.toContain(key);
  });

  test("lets through what holds none", () => {
    const { isRefused, message } = commit([], `\0 ${notSecrets.join("\n")}`);
    expect([isRefused, message]).toEqual([false, ""]);
  });
});
