import type { Context } from "#lib/context.ts";

/**
 * Has a link to choose a new password mailed to whoever has the address. What is done here is the
 * same whether or not anybody has, and so is the time that it takes.
 */
export async function requestPasswordReset(ctx: Context, input: { email: string }): Promise<void> {
  await ctx.jobs.queue(ctx.db, { name: "password-reset", data: input });
}
