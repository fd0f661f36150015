import { generateLinkToken } from "#lib/accounts/mailed-token.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
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

interface Letter {
  email: string;
  role: Role;
  merchantName: string;
  invitedByEmail: string;
  url: string;
}

/**
 * Queues the email in the transaction of `ctx`; the text is the same with or without an account.
 */
export async function mailLink(ctx: MerchantContext, letter: Letter): Promise<void> {
  const { email, role, invitedByEmail, url } = letter;
  const merchantName = quoteName(letter.merchantName);
  const { productName } = ctx.config;
  const text = [
    `${invitedByEmail} invites you to join ${merchantName} at ${productName}, as ${withArticle(role)}.`,
    `Open this link to join. It works once and expires in ${linkLifeDays} days:`,
    url,
    "Anyone with this link can join as you, so don't share it. If you didn't expect this invitation, ignore this email.",
    productName,
  ].join("\n\n");
  const subject = `Join ${merchantName} at ${productName}`;
  const requestedBy = { kind: "merchant", id: ctx.merchantId } as const;
  await ctx.mail.queue(ctx.db, [{ to: email, subject, text, requestedBy }]);
}

function withArticle(role: Role): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}
