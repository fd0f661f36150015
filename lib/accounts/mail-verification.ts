import { makeMailedToken } from "#lib/accounts/mailed-token.ts";
import { verifyWithinDays } from "#lib/accounts/schema.ts";
import type { Context } from "#lib/context.ts";
import { verificationLetter } from "#lib/letters/account.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { paths } from "#lib/paths.ts";

/** Sends the link that proves that an email is the person's. Call it in a transaction. */
export async function mailVerification(
  ctx: Context,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  const validSeconds = verifyWithinDays * 24 * 3600;
  const facts = { purpose: "verify_email", userId, email, validSeconds } as const;
  const token = await makeMailedToken(ctx, facts);
  const url = new URL(`${paths.verifyEmail}#${token}`, ctx.portalUrl).href;
  const { productName } = ctx.config;
  const letter = verificationLetter({ productName, url, days: verifyWithinDays });
  const requestedBy = { kind: "stranger", address: ctx.request.address } as const;
  await ctx.mail.queue(ctx.db, [{ to: email, ...composeMail(ctx, letter), requestedBy }]);
}
