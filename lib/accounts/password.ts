import { hash, verify } from "@node-rs/argon2";
import { normalizePassword } from "#lib/accounts/schema.ts";

/** Argon2id (the library's default) with OWASP's first recommendation: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

/** A PHC string; about 20 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalizePassword(password), cost);
}

export type PasswordMatch = "current" | "outdated" | "none";

/**
 * Compares a password with a hash: `outdated` where the hash was made of the same password in another
 * form of Unicode, before there was one form. Takes as long where there is no hash, so that the time
 * reveals no account.
 */
export async function matchPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<PasswordMatch> {
  decoy ??= hashPassword("a password that nobody has");
  const compared = passwordHash ?? (await decoy);
  const form = normalizePassword(password);
  for (const typed of new Set([form, password, form.normalize("NFD")])) {
    if (!(await verify(compared, typed)) || !passwordHash) continue;
    return typed === form ? "current" : "outdated";
  }
  return "none";
}
