import type { MerchantContext } from "#lib/context.ts";
import { paths } from "#lib/paths.ts";

/** Tells the caller by mail how their account was changed, if the transaction of `ctx` commits. */
export async function notifyCaller(
  ctx: MerchantContext,
  { subject, text }: { subject: string; text: string },
): Promise<void> {
  const { caller, config, mail, portalUrl } = ctx;
  const advice = `If this was not you, change your password at once: ${portalUrl}${paths.account}`;
  const whole = [text, advice, config.productName].join("\n\n");
  await mail.queue(ctx.db, [{ to: caller.email, subject, text: whole }]);
}
