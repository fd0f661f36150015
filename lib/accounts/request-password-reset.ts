import { passwordResetRequests } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/**
 * Has a link to choose a new password mailed to whoever has the address. One plain insert, which
 * nothing can make wait, so that neither the response nor its timing tells of an account.
 */
export async function requestPasswordReset(ctx: Context, input: { email: string }): Promise<void> {
  const source = ctx.request.address ?? "";
  await ctx.db.insert(passwordResetRequests).values({ email: input.email, source });
}
