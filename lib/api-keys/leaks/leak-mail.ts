import { type MentionedKey, mentionKey } from "#lib/api-keys/mention.ts";
import type { Context } from "#lib/context.ts";
import { notifyDevelopers } from "#lib/merchants/notify.ts";
import { quoteName } from "#lib/text.ts";

export interface LeakedKey extends MentionedKey {
  merchantId: string;
  /** Whether it was revoked before the leak became known. */
  wasRevoked: boolean;
  /** Where it was found. */
  url: string | null;
}

/** Notifies the developers of each merchant, in one email for all their leaked keys. */
export async function mailLeaks(ctx: Context, keys: readonly LeakedKey[]): Promise<void> {
  const byMerchant = Map.groupBy(keys, ({ merchantId }) => merchantId);
  for (const [merchantId, leaked] of byMerchant) {
    await notifyDevelopers(ctx, merchantId, {
      subject: composeSubject(leaked),
      text: composeText(ctx, leaked),
    });
  }
}

function composeSubject(keys: readonly LeakedKey[]): string {
  const [first] = keys;
  return keys.length === 1
    ? `${quoteName(first?.description ?? "")} was leaked and has been revoked`
    : `${keys.length} API keys were leaked and have been revoked`;
}

function composeText(ctx: Context, keys: readonly LeakedKey[]): string {
  return [
    "Found in public, reported to us, and revoked:",
    ...keys.map((key) => describeKey(ctx, key)),
    "A leaked key stops working immediately and can't be restored. What to do now:",
    "1. Create a new API key in the same application and deploy it to the system that used this one.",
    "2. Remove the leaked key from where it was published, including the file's history.",
    "3. Check the key's last use and your own records. Someone may have used it.",
    ctx.config.productName,
  ].join("\n\n");
}

function describeKey(ctx: Context, key: LeakedKey): string {
  return [
    mentionKey(ctx, key),
    ...(key.url === null ? [] : [`Seen at ${key.url}`]),
    ...(key.wasRevoked ? ["It was already revoked."] : []),
  ].join("\n");
}
