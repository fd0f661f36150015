import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { fileSettingNames, readSettings, settingNames } from "#lib/env.ts";
import { findUnknownSettings } from "#scripts/start/dotenv.ts";
import { readFileSettings } from "#scripts/start/file-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "keysmith-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Source = NodeJS.ProcessEnv;

describe.each(fileSettingNames)("%s_FILE", (name) => {
  const variable = `${name}_FILE`;

  test("names a file with the value, without the line break at its end", () => {
    const env = { [variable]: write(name, "a value of this setting\r\n") } as Source;
    readFileSettings(env);
    expect(env).toEqual({ [name]: "a value of this setting" });
  });

  test("is refused beside the setting itself, without a word of either value", () => {
    const env = { [name]: "hidden-1", [variable]: write(name, "hidden-2") } as Source;
    const message = `${name} and ${variable} are both set. Keep one of them.`;
    expect(() => readFileSettings(env)).toThrow(new Error(message));
  });

  test("is refused where the file is missing or empty", () => {
    const missing = join(folder, "missing");
    expect(() => readFileSettings({ [variable]: missing } as Source)).toThrow(
      new Error(`${variable} names ${missing}, which cannot be read (ENOENT).`),
    );
    const empty = write("empty", "\n");
    expect(() => readFileSettings({ [variable]: empty } as Source)).toThrow(
      new Error(`${variable} points to an empty file, ${empty}.`),
    );
  });

  test("is no unknown setting", () => {
    expect(findUnknownSettings({ [variable]: "x" } as Source)).toEqual([]);
  });
});

test("every problem is named at once", () => {
  const env = { REDIS_URL_FILE: "/missing/a", SMTP_URL_FILE: "/missing/b" } as unknown as Source;
  expect(() => readFileSettings(env)).toThrow(/REDIS_URL_FILE.*\n?.*SMTP_URL_FILE/s);
});

test("each setting that can hold a secret may be in a file", () => {
  const confidential = settingNames.filter(
    (name) => /_(SECRET|PASSWORD)$/.test(name) || takesCredentials(name),
  );
  expect(confidential.length).toBeGreaterThan(8);
  expect(confidential.filter((name) => !fileSettingNames.includes(name))).toEqual([]);
});

/** Returns whether the setting is a URL that may have a password. */
function takesCredentials(name: string): boolean {
  return ["postgres", "redis", "smtp"].some((scheme) => {
    const url = `${scheme}://user:password@host.example/name`;
    const isValid = (value: string) => {
      try {
        readSettings({ [name]: value });
        return true;
      } catch {
        return false;
      }
    };
    return isValid(url) && !isValid("user:password@host.example");
  });
}
