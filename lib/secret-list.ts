import { createHmac, hkdfSync } from "node:crypto";

export const secretNames = [
  "KEYSMITH_KEY_HASH_SECRET",
  "KEYSMITH_SESSION_SECRET",
  "KEYSMITH_SEALING_SECRET",
] as const;
export type SecretName = (typeof secretNames)[number];

/** One version of a server secret. */
export interface SecretVersion {
  version: number;
  text: string;
}

/** The versions of a server secret: the first one makes new values, each one is accepted. */
export type SecretList = readonly [SecretVersion, ...SecretVersion[]];

export type SecretLists = Record<SecretName, SecretList>;

const minLength = 32;
const versionForm = /^v([1-9][0-9]{0,3}):(.*)$/s;

/**
 * Parses `v2:TEXT,v1:TEXT`, separated by commas or white space. Any other text is version 1.
 * @throws Error with a message that repeats no part of the secret
 */
export function parseSecretList(value: string): SecretList {
  const [first = "", ...others] = versionForm.test(value)
    ? value.trim().split(/[\s,]+(?=v[1-9][0-9]{0,3}:)/)
    : [value];
  const list: SecretList = [parseVersion(first), ...others.map(parseVersion)];
  for (const [index, { version, text }] of list.entries()) {
    const name = list.length > 1 || version > 1 ? `version v${version} ` : "";
    if (text.length < minLength)
      throw new Error(`${name}must be at least ${minLength} characters long`);
    const before = list.slice(0, index);
    if (before.some((other) => other.version === version)) {
      throw new Error(`must have each version once, and has v${version} twice`);
    }
    const same = before.find((other) => other.text === text);
    if (same)
      throw new Error(`must differ in each version: v${same.version} and v${version} are the same`);
  }
  return list;
}

/** Formats a list for a file or an environment variable; a single first version as its plain text. */
export function formatSecretList(list: readonly SecretVersion[]): string {
  const [only] = list;
  if (only && list.length === 1 && only.version === 1 && !versionForm.test(only.text)) {
    return only.text;
  }
  return list.map(({ version, text }) => `v${version}:${text}`).join(",");
}

/** Returns the name of a version in the table `secret_checks`, where the first one has no number. */
export function getCheckName(name: SecretName, version: number): string {
  return version === 1 ? name : `${name} v${version}`;
}

/** Parses the output of `getCheckName`; null for another text. */
export function parseCheckName(text: string): { name: SecretName; version: number } | null {
  const [word, number = "v1"] = text.split(" ");
  const name = secretNames.find((known) => known === word);
  return name ? { name, version: Number(number.slice(1)) } : null;
}

/**
 * Returns the HMAC of a constant under a key derived for this purpose. It reveals no more about the
 * secret than the key hashes beside it, and nothing about keys derived for other uses.
 */
export function computeCheckValue(name: SecretName, secret: string): Buffer {
  const key = hkdfSync("sha256", secret, "", "keysmith/secret-check", 32);
  return createHmac("sha256", Buffer.from(key)).update(name).digest();
}

function parseVersion(entry: string): SecretVersion {
  const [, version = "1", text = entry] = versionForm.exec(entry) ?? [];
  return { version: Number(version), text };
}
