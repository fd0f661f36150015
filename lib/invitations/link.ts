import { generateLinkToken } from "#lib/accounts/mailed-token.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
import { invitationLetter } from "#lib/letters/company.ts";
import { composeMail } from "#lib/letters/letter.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { paths } from "#lib/paths.ts";
import { quoteName } from "#lib/text.ts";

export const linkLifeDays = 7;

interface Link {
  url: string;
  /** The only stored part of the link. */
  tokenHash: Buffer;
}

/**
 * Creates a link. Its token is in the fragment, which browsers send to no server, so no log has it.
 */
export function makeLink(ctx: Context): Link {
  const { token, tokenHash } = generateLinkToken(ctx);
  return { url: new URL(`${paths.invitation}#${token}`, ctx.portalUrl).href, tokenHash };
}

interface Invited {
  email: string;
  role: Role;
  merchantName: string;
  invitedByEmail: string;
  url: string;
}

/**
 * Queues the email in the transaction of `ctx`; the text is the same with or without an account.
 */
export async function mailLink(ctx: MerchantContext, invited: Invited): Promise<void> {
  const { email, role, invitedByEmail, url } = invited;
  const merchantName = quoteName(invited.merchantName);
  const { productName } = ctx.config;
  const letter = invitationLetter({
    productName,
    merchantName,
    invitedByEmail,
    role,
    url,
    days: linkLifeDays,
  });
  const requestedBy = { kind: "merchant", id: ctx.merchantId } as const;
  await ctx.mail.queue(ctx.db, [{ to: email, ...composeMail(ctx, letter), requestedBy }]);
}
