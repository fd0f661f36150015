import { and, eq } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import { hashPassword, matchPassword } from "#lib/accounts/password.ts";
import type { Context } from "#lib/context.ts";

interface PasswordHolder {
  userId: string;
  passwordHash: string | null;
}

/**
 * Whether this is the person's password. Replaces a hash of an outdated form. Takes as long for an
 * unknown person or one without a password.
 */
export async function isPasswordRight(
  { db }: Context,
  person: PasswordHolder | undefined,
  password: string,
): Promise<boolean> {
  const match = await matchPassword(person?.passwordHash, password);
  if (match === "outdated" && person?.passwordHash) {
    const isStill = eq(users.passwordHash, person.passwordHash);
    await db
      .update(users)
      .set({ passwordHash: await hashPassword(password) })
      .where(and(eq(users.id, person.userId), isStill));
  }
  return match !== "none";
}
