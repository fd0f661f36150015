import { hash, verify } from "@node-rs/argon2";

/** Argon2id (the library's default) with OWASP's first recommendation: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

/** A PHC string; about 20 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Takes as long where there is no hash to compare with, so that time tells of no account. */
export async function isPasswordRight(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword("a password that nobody has");
  const isRight = await verify(passwordHash ?? (await decoy), password);
  return isRight && passwordHash !== undefined;
}
