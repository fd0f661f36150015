import type { Context } from "#lib/context.ts";
import { notifyDevelopers } from "#lib/merchants/notify.ts";

export interface LeakedKey {
  merchantId: string;
  applicationName: string;
  keyPrefix: string;
  description: string;
  wasRevoked: boolean;
  url: string | null;
}

/** Tells the developers of each merchant, in one mail however many of their keys leaked. */
export async function mailLeaks(ctx: Context, keys: readonly LeakedKey[]): Promise<void> {
  const byMerchant = Map.groupBy(keys, ({ merchantId }) => merchantId);
  for (const [merchantId, leaked] of byMerchant) {
    await notifyDevelopers(ctx, merchantId, writeMail(ctx.config.productName, leaked));
  }
}

function writeMail(productName: string, keys: readonly LeakedKey[]) {
  const subject =
    keys.length === 1
      ? `${productName}: an API key of yours has leaked`
      : `${productName}: ${keys.length} API keys of yours have leaked`;
  const text = [
    "Seen where others can read it, and reported to us:",
    keys.map(describe).join("\n\n"),
    "A leaked key stops working at once and cannot be restored.",
    [
      "What to do now:",
      "1. Create a new API key in the same application and give it to the system that used this one.",
      "2. Remove the leaked key from where it was published, the history of the file included.",
      "3. Look at the key's last use and at your own records: whoever found it may have used it.",
    ].join("\n"),
    "When it was reported, and where it was seen, is in the audit log of the portal.",
  ].join("\n\n");
  return { subject, text: `${text}\n` };
}

function describe({ description, keyPrefix, applicationName, wasRevoked, url }: LeakedKey) {
  const outcome = wasRevoked ? "It was revoked already." : "It is revoked now.";
  const place = url === null ? "" : `\n  Seen at ${url}`;
  return `- ${description} (${keyPrefix}…) of ${applicationName}. ${outcome}${place}`;
}
