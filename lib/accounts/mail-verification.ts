import { makeMailedToken } from "#lib/accounts/mailed-token.ts";
import { verifyWithinDays } from "#lib/accounts/schema.ts";
import type { Context } from "#lib/context.ts";
import { paths } from "#lib/paths.ts";

/** Sends the link that proves that an email is the person's. Call it in a transaction. */
export async function mailVerification(
  ctx: Context,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  const validSeconds = verifyWithinDays * 24 * 3600;
  const facts = { purpose: "verify_email", userId, email, validSeconds } as const;
  const token = await makeMailedToken(ctx, facts);
  const link = new URL(`${paths.verifyEmail}#${token}`, ctx.portalUrl).href;
  const text = [
    `Confirm the email address of your ${ctx.config.productName} account by opening this link:`,
    link,
    `The link works once and expires in ${verifyWithinDays} days. If you don't have an account, ignore this email.`,
  ].join("\n\n");
  const requestedBy = { kind: "stranger", address: ctx.request.address } as const;
  const subject = "Confirm your email address";
  await ctx.mail.queue(ctx.db, [{ to: email, subject, text, requestedBy }]);
}
