import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { normalizePassword } from "#lib/accounts/schema.ts";
import { Gate } from "#lib/gate.ts";

/** Argon2id (the library's default) with OWASP's first recommendation: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashing shares libuv's four threads with files and DNS, and takes memory for each hash: one
 * thread stays free, and the queue ends before its callers time out.
 */
const gate = new Gate({ atOnce: Math.min(3, availableParallelism()), waiting: 100 });

let decoy: Promise<string> | undefined;

/**
 * Returns a PHC string; takes about 20 ms of one core. Throws `unavailable` where too many wait.
 */
export function hashPassword(password: string): Promise<string> {
  return gate.run(() => hash(normalizePassword(password), cost));
}

export type PasswordMatch = "current" | "outdated" | "none";

/**
 * Compares a password with a hash: `outdated` where the hash is of the same password in another
 * form of Unicode. Takes as long without a hash, so that the time reveals no account.
 */
export async function matchPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<PasswordMatch> {
  decoy ??= hash("a password that nobody has", cost);
  const compared = passwordHash ?? (await decoy);
  const form = normalizePassword(password);
  for (const typed of new Set([form, password, form.normalize("NFD")])) {
    if (!(await gate.run(() => verify(compared, typed))) || !passwordHash) continue;
    return typed === form ? "current" : "outdated";
  }
  return "none";
}
