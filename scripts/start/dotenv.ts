import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { fileSettingNames, settingNames } from "#lib/env.ts";

const assignment = /^\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_.-]*\s*=\s*(?:(["'`]))?/;
/** Variables with our prefixes that are not settings are probably misspelled. */
const prefixes =
  /^(KEYSMITH|VERIFIER|DATABASE|RATE_LIMIT|OIDC|SMTP|MAIL|TRUSTED|GATEWAY|DRAIN|ACCESS)_/;

/**
 * Reads a `.env` file; the process's environment takes precedence.
 * @throws Error that names the invalid line without its content
 */
export function loadEnvFile(path: string, env: NodeJS.ProcessEnv = process.env): void {
  const text = readText(path);
  requireAssignments(text, path);
  for (const [name, value] of Object.entries(parseEnv(text))) env[name] ??= value;
}

/** Variables of clients and tests, which may share the file. */
const others = /^KEYSMITH_(?:API_KEY|API_TOKEN|SERVICE_TOKEN|BENCH|TEST_.*|E2E_.*)$/;

/** Returns a line for each variable that looks like a setting but is none. */
export function findUnknownSettings(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => prefixes.test(name) && !others.test(name))
    .filter((name) => !settingNames.includes(name) && !isFileSetting(name))
    .map((name) => {
      const nearest = findNearest(name);
      return `${name} is not a setting of Keysmith.${nearest ? ` Did you mean ${nearest}?` : ""}`;
    });
}

function isFileSetting(name: string): boolean {
  return name.endsWith("_FILE") && fileSettingNames.includes(name.slice(0, -"_FILE".length));
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  const isUtf16 =
    bytes.includes(0) || /^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString("latin1", 0, 2));
  if (isUtf16) throw new Error(`${path} is UTF-16. Save it as UTF-8.`);
  return bytes.toString("utf8").replace(/^\ufeff/, "");
}

function requireAssignments(text: string, path: string): void {
  const lines = text.split(/\r\n|\n|\r/);
  let quote: string | undefined;
  for (const [index, line] of lines.entries()) {
    if (quote !== undefined) {
      if (line.includes(quote)) quote = undefined;
      continue;
    }
    if (/^\s*(?:#|$)/.test(line)) continue;
    const found = assignment.exec(line);
    if (!found) {
      throw new Error(`Line ${index + 1} of ${path} is not an assignment such as PORT=3000.`);
    }
    const [start, opened] = found;
    // A quoted value may span several lines.
    const isClosed = !opened || line.slice(start.length).includes(opened);
    const isClosedLater = lines.slice(index + 1).some((later) => opened && later.includes(opened));
    if (!isClosed && isClosedLater) quote = opened;
  }
}

/** Finds the most similarly spelled setting, if one is similar enough. */
function findNearest(name: string): string | undefined {
  const [nearest] = settingNames
    .map((known) => ({ known, distance: countEdits(name, known) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= Math.max(2, name.length / 3) ? nearest.known : undefined;
}

/** Levenshtein distance. */
function countEdits(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const current = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (previous[j] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(change, (previous[j + 1] ?? 0) + 1, (current[j] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
