import { eq, sql } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/**
 * Gives a person a new password. A sign-in that is under way with the one before fails, because it
 * looks at the version once more. Call it in a transaction.
 */
export async function setPassword({ db }: Context, userId: string, hash: string): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: hash, passwordVersion: sql`${users.passwordVersion} + 1` })
    .where(eq(users.id, userId));
}
