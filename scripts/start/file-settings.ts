import { readFileSync } from "node:fs";
import { fileSettingNames } from "#lib/env.ts";

/**
 * Replaces each `NAME_FILE` in the environment by NAME with the content of that file, as container
 * platforms mount secrets.
 * @throws Error with a line for each file that is unusable; no line repeats a content
 */
export function readFileSettings(env: NodeJS.ProcessEnv = process.env): void {
  const problems = fileSettingNames.map((name) => readFileSetting(name, env));
  const lines = problems.filter((problem) => problem !== undefined);
  if (lines.length > 0) throw new Error(lines.join("\n"));
}

/** Returns what is wrong with the setting. */
function readFileSetting(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const path = env[`${name}_FILE`];
  if (!path) return undefined;
  if (env[name]) return `${name} and ${name}_FILE are both set. Keep one of them.`;
  try {
    // Editors and `echo` end a file with a line break, which is no part of a secret.
    const value = readFileSync(path, "utf8").replace(/\r?\n$/, "");
    if (value === "") return `${name}_FILE points to an empty file, ${path}.`;
    env[name] = value;
  } catch (error) {
    return `${name}_FILE names ${path}, which cannot be read (${(error as { code: string }).code}).`;
  }
  // Child processes get the value, and would find both.
  delete env[`${name}_FILE`];
  return undefined;
}
