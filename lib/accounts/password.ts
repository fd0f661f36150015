import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { Gate } from "#lib/gate.ts";

/** Argon2id (the library's default) with OWASP's first recommendation: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashing runs on the four threads that files and names of hosts are also read on, and takes memory
 * for each hash: one thread stays free, and a queue ends before its callers have given up.
 */
const gate = new Gate({ atOnce: Math.min(3, availableParallelism()), waiting: 100 });

let decoy: Promise<string> | undefined;

/** A PHC string; about 20 ms of one core. Throws `unavailable` where too many wait for theirs. */
export function hashPassword(password: string): Promise<string> {
  return gate.run(() => hash(password, cost));
}

/** Takes as long where there is no hash to compare with, so that time tells of no account. */
export async function isPasswordRight(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  decoy ??= hash("a password that nobody has", cost);
  const known = passwordHash ?? (await decoy);
  const isRight = await gate.run(() => verify(known, password));
  return isRight && passwordHash !== undefined;
}
