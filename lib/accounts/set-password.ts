import { eq, sql } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/**
 * Sets a person's password. A sign-in in progress with the previous one fails, because it checks
 * the version once more. Call it in a transaction.
 */
export async function setPassword({ db }: Context, userId: string, hash: string): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: hash, passwordVersion: sql`${users.passwordVersion} + 1` })
    .where(eq(users.id, userId));
}
