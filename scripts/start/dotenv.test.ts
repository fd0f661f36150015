import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findUnknownSettings, loadEnvFile } from "#scripts/start/dotenv.ts";

const dir = mkdtempSync(join(tmpdir(), "keysmith-dotenv-"));
const path = join(dir, ".env");
afterAll(() => rmSync(dir, { recursive: true }));

function load(content: string | Buffer, env: NodeJS.ProcessEnv = {} as NodeJS.ProcessEnv) {
  writeFileSync(path, content);
  loadEnvFile(path, env);
  return env;
}

describe("a .env file", () => {
  test("keeps its first variable behind a byte-order mark", () => {
    expect(load("\ufeffDATABASE_URL=postgres://db.test/x\nPORT=1\r\n")).toEqual({
      DATABASE_URL: "postgres://db.test/x",
      PORT: "1",
    });
  });

  test("yields to the environment, has comments, quotes and values of several lines", () => {
    const text = [
      "# A comment",
      "",
      "export PORT=1 # why",
      'TRUSTED_ISSUERS="[\n  {not an assignment}\n]"',
      "MAIL_FROM='a'",
      'OIDC_NAME="left open',
      "LOG_LEVEL=warn",
    ].join("\n");
    expect(load(text, { LOG_LEVEL: "debug" } as never)).toEqual({
      PORT: "1",
      TRUSTED_ISSUERS: "[\n  {not an assignment}\n]",
      MAIL_FROM: "a",
      OIDC_NAME: '"left open',
      LOG_LEVEL: "debug",
    });
  });

  test.each([
    Buffer.from("\ufeffPORT=1\n", "utf16le"),
    Buffer.from("PORT=1\n", "utf16le"),
    Buffer.from("\ufeffPORT=1\n", "utf16le").swap16(),
  ])("in UTF-16 is refused", (content) => {
    expect(() => load(content)).toThrow("is UTF-16");
  });

  test.each(["PORT 3000 canary", "canary", "PORT: canary", "=canary", "1PORT=canary"])(
    "with the line %s is refused by its number",
    (line) => {
      expect(() => load(`A=1\n\n${line}\n`)).toThrow(/^Line 3 of \S+ is not an assignment/);
      expect(() => load(`A=1\n\n${line}\n`)).not.toThrow("canary");
    },
  );
});

test("a name that begins like a setting and is none is told with the nearest one", () => {
  const env = {
    DATABASE_URI: "canary",
    VERIFIER_CACHE_MIB: "1",
    KEYSMITH_WHATEVER_ELSE_THERE_MAY_BE: "1",
    RATE_LIMIT_STORE: "memory",
    KEYSMITH_API_KEY: "of a client",
    GITHUB_ACTIONS: "true",
    HOME: "/root",
  };
  expect(findUnknownSettings(env as never)).toEqual([
    "DATABASE_URI is not a setting of Keysmith. Did you mean DATABASE_URL?",
    "VERIFIER_CACHE_MIB is not a setting of Keysmith. Did you mean VERIFIER_CACHE_MB?",
    "KEYSMITH_WHATEVER_ELSE_THERE_MAY_BE is not a setting of Keysmith.",
  ]);
});
