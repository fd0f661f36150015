import { eq } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
import { accountNoticeLetter } from "#lib/letters/account.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { describeOccasion } from "#lib/occasion.ts";
import { paths } from "#lib/paths.ts";

interface Notice {
  subject: string;
  text: string;
}

/** Emails the caller about a change of their account, in the transaction of `ctx`. */
export async function notifyCaller(ctx: MerchantContext, notice: Notice): Promise<void> {
  await notifyAt(ctx, ctx.caller.email, notice);
}

/** Like `notifyCaller`, for a person who may not be the caller. */
export async function notifyPerson(ctx: Context, userId: string, notice: Notice): Promise<void> {
  const [user] = await ctx.db
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userId));
  if (user?.email) await notifyAt(ctx, user.email, notice);
}

async function notifyAt(ctx: Context, to: string, { subject, text }: Notice): Promise<void> {
  const { config, mail, portalUrl, request } = ctx;
  const letter = accountNoticeLetter({
    productName: config.productName,
    subject,
    text,
    occasion: describeOccasion(request),
    url: new URL(paths.account, portalUrl).href,
  });
  await mail.queue(ctx.db, [{ to, ...composeMail(ctx, letter) }]);
}
