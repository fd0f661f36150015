import { eq } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/** Until the transaction of `ctx` ends, nobody else changes the factors of this person. */
export async function lockPerson(ctx: Context, userId: string): Promise<void> {
  await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
}
