import { type MentionedKey, mentionKey } from "#lib/api-keys/mention.ts";
import type { Context } from "#lib/context.ts";
import { leakedKeysLetter } from "#lib/letters/secrets.ts";
import { notifyDevelopers } from "#lib/merchants/notify.ts";
import { paths } from "#lib/paths.ts";
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
    const letter = leakedKeysLetter({
      productName: ctx.config.productName,
      subject: composeSubject(leaked),
      keys: leaked.map((key) => describeKey(ctx, key)),
      url: new URL(paths.applications, ctx.portalUrl).href,
    });
    await notifyDevelopers(ctx, merchantId, letter);
  }
}

function composeSubject(keys: readonly LeakedKey[]): string {
  const [first] = keys;
  return keys.length === 1
    ? `${quoteName(first?.description ?? "")} was leaked and has been revoked`
    : `${keys.length} API keys were leaked and have been revoked`;
}

function describeKey(ctx: Context, key: LeakedKey): string {
  return [
    mentionKey(ctx, key),
    ...(key.url === null ? [] : [`Seen at ${key.url}`]),
    ...(key.wasRevoked ? ["It was already revoked."] : []),
  ].join("\n");
}
