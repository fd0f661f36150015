import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { Sql } from "postgres";
import { type SecretName, secretNames } from "#lib/env.ts";

/** What is lost with each secret. */
const losses: Record<SecretName, string> = {
  KEYSMITH_KEY_HASH_SECRET: "no API key or service token of this database could be verified",
  KEYSMITH_SEALING_SECRET: "nobody could sign in and no stored secret could be read",
  KEYSMITH_SESSION_SECRET:
    "everybody would be signed out. To replace it on purpose, stop every instance, run " +
    "DELETE FROM secret_checks WHERE name = 'KEYSMITH_SESSION_SECRET' and start again",
};

/**
 * Compares the server's secrets with those used on this database before.
 * @param options.isAdopting whether to store a secret that the database does not know yet
 * @throws Error that names each secret that differs
 */
export async function checkSecrets(
  sql: Sql,
  secrets: Record<SecretName, string>,
  { isAdopting }: { isAdopting: boolean },
): Promise<void> {
  if (isAdopting) {
    const rows = secretNames.map((name) => ({
      name,
      check_value: computeCheckValue(name, secrets[name]),
    }));
    await sql`insert into secret_checks ${sql(rows)} on conflict do nothing`;
  }
  const known = await sql<{ name: string; check_value: Buffer }[]>`
    select name, check_value from secret_checks`;
  const wrong = secretNames.filter((name) => {
    const value = known.find((row) => row.name === name)?.check_value;
    return value !== undefined && !timingSafeEqual(value, computeCheckValue(name, secrets[name]));
  });
  if (wrong.length === 0) return;
  throw new Error(
    wrong
      .map((name) => `${name} is not the one this database is used with: ${losses[name]}.`)
      .join("\n"),
  );
}

/**
 * Returns the HMAC of a constant under a key derived for this purpose. It reveals no more about the
 * secret than the key hashes beside it, and nothing about keys derived for other uses.
 */
function computeCheckValue(name: SecretName, secret: string): Buffer {
  const key = hkdfSync("sha256", secret, "", "keysmith/secret-check", 32);
  return createHmac("sha256", Buffer.from(key)).update(name).digest();
}
