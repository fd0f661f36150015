import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnv } from "#lib/env.ts";
import {
  formatSecretList,
  parseSecretList,
  type SecretList,
  type SecretName,
  type SecretVersion,
  secretNames,
} from "#lib/secret-list.ts";
import { writeOnce } from "#lib/write-once.ts";

type Secrets = Record<string, string>;

/**
 * Requires the server's secrets in the environment.
 * @throws Error that names each one that is missing or too short
 */
export function requireSecrets(): void {
  try {
    readEnv(process.env);
  } catch (error) {
    throw new Error(
      "With DATABASE_URL, set the server's secrets in the environment:\n" +
        `${(error as Error).message}\n` +
        "Generate each with: openssl rand -base64 32",
      { cause: error },
    );
  }
}

/**
 * Reads the server's secrets from the environment, and missing ones from the data folder, where
 * they are created on first use.
 * @throws Error if the file is damaged: new secrets would make every API key invalid
 */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = getPath(dataDir);
  const text = (await readIfExists(path)) ?? (await makeSecrets(path));
  const kept = parseSecrets(text, path);
  return Object.fromEntries(
    secretNames.map((name) => [name, process.env[name] || (kept[name] ?? "")]),
  );
}

/** Generates the text of a new secret. */
export function generateSecretText(): string {
  return randomBytes(32).toString("base64url");
}

/** Reads what the data folder keeps of a secret. */
export async function readKeptSecret(dataDir: string, name: SecretName): Promise<SecretList> {
  const path = getPath(dataDir);
  return parseSecretList(parseSecrets(await readFile(path, "utf8"), path)[name] ?? "");
}

/** Replaces a secret in the data folder atomically. */
export async function writeKeptSecret(
  dataDir: string,
  name: SecretName,
  list: readonly SecretVersion[],
): Promise<void> {
  const path = getPath(dataDir);
  const kept = parseSecrets(await readFile(path, "utf8"), path);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, format({ ...kept, [name]: formatSecretList(list) }), {
    mode: 0o600,
    flush: true,
  });
  await rename(draft, path);
}

function getPath(dataDir: string): string {
  return join(dataDir, "secrets.json");
}

function format(secrets: Secrets): string {
  return `${JSON.stringify(secrets, null, 2)}\n`;
}

/** Returns whether every secret is known, so that `keepSecrets` would create none. */
export async function hasSecrets(dataDir: string): Promise<boolean> {
  if (secretNames.every((name) => process.env[name])) return true;
  return (await readIfExists(join(dataDir, "secrets.json"))) !== undefined;
}

async function makeSecrets(path: string): Promise<string> {
  const made = secretNames.map((name) => [name, generateSecretText()]);
  await writeOnce(path, format(Object.fromEntries(made)));
  return readFile(path, "utf8");
}

async function readIfExists(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

function parseSecrets(text: string, path: string): Secrets {
  try {
    const parsed: unknown = JSON.parse(text);
    const isWhole = secretNames.every(
      (name) => typeof (parsed as Secrets)[name] === "string" && (parsed as Secrets)[name] !== "",
    );
    if (isWhole) return parsed as Secrets;
  } catch {
    // Falls through to the common message for every kind of damage.
  }
  throw new Error(
    `The server's secrets in ${path} are damaged. Restore the file from a backup. Without it, ` +
      "no API key of this database can be verified.",
  );
}
