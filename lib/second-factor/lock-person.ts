import { eq } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/** Blocks changes of this person's factors until the transaction of `ctx` ends. */
export async function lockPerson(ctx: Context, userId: string): Promise<void> {
  await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
}
