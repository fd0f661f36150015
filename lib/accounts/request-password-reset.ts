import { passwordResetRequests } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/**
 * Queues a link to choose a new password. One plain insert that nothing can delay, so that neither
 * the response nor its timing reveals an account.
 */
export async function requestPasswordReset(ctx: Context, input: { email: string }): Promise<void> {
  const source = ctx.request.address ?? "";
  await ctx.db.insert(passwordResetRequests).values({ email: input.email, source });
}
