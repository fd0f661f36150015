import { asc, lte, sql } from "drizzle-orm";
import { apiKeys } from "#drizzle/schema.ts";
import { type MentionedKey, mentionKey } from "#lib/api-keys/mention.ts";
import { isActive } from "#lib/api-keys/record.ts";
import { recordSystemEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { rotationWithdrawnLetter } from "#lib/letters/secrets.ts";
import { notifyDevelopers } from "#lib/merchants/notify.ts";
import { paths } from "#lib/paths.ts";
import { quoteName } from "#lib/text.ts";

export type RotationEnd = "finished" | "withdrawn";

interface SettledKey extends MentionedKey {
  merchantId: string;
  end: RotationEnd;
  /** Prefix of the rotation's new secret; `keyPrefix` is the surviving one's. */
  nextPrefix: string;
  /** Whether the key is valid, so that its developers are notified. */
  isGood: boolean;
}

/**
 * Ends every rotation that is over, each key in a transaction of its own. Skips keys that another
 * instance has locked.
 */
export async function settleRotations(ctx: Context): Promise<void> {
  while (await settleNext(ctx));
}

function settleNext(ctx: Context): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const [key] = await tx.db
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(lte(apiKeys.rotationEndsAt, sql`now()`))
      .orderBy(asc(apiKeys.rotationEndsAt))
      .limit(1)
      .for("no key update", { skipLocked: true });
    if (!key) return false;
    await settleRotation(tx, key.id);
    return true;
  });
}

/**
 * Ends a key's rotation if it is over, in the transaction of `ctx`, which holds the lock on the
 * key's row. A used secret stays alone; an unused one is withdrawn and the developers are notified.
 * Null where there is nothing to end.
 */
export async function settleRotation(ctx: Context, keyId: string): Promise<RotationEnd | null> {
  const [key] = await ctx.db.execute<SettledKey & Record<string, unknown>>(sql`
    with due as (
      select k.id, k.key_prefix, k.rotation_used_at is null as is_unused, app.name,
        (
          select s.key_prefix from api_key_secrets s
          where s.api_key_id = k.id and s.generation < k.rotation_generation
            and (s.expires_at is null or s.expires_at > now())
          order by s.generation desc limit 1
        ) as previous_prefix
      from api_keys k join applications app on app.id = k.application_id
      where k.id = ${keyId} and k.rotation_ends_at <= now()
    )
    update api_keys k
    set key_prefix = case
        when due.is_unused then coalesce(due.previous_prefix, k.key_prefix)
        else k.key_prefix end,
      rotation_generation = null, rotation_started_at = null, rotation_overlap_seconds = null,
      rotation_used_at = null, rotation_ends_at = null
    from due where k.id = due.id
    returning k.id, k.application_id as "applicationId", due.name as "applicationName",
      k.merchant_id as "merchantId", k.description, k.key_prefix as "keyPrefix",
      due.key_prefix as "nextPrefix",
      k.revoked_at is null and ${sql.raw(isActive)} as "isGood",
      case when due.is_unused then 'withdrawn' else 'finished' end as "end"`);
  if (!key) return null;
  const { id: apiKeyId, applicationId, merchantId, keyPrefix, nextPrefix, end } = key;
  await recordSystemEvent(ctx, merchantId, {
    action: end === "finished" ? "api_key.rotation_finished" : "api_key.rotation_withdrawn",
    applicationId,
    apiKeyId,
    ...(end === "withdrawn" && { before: { keyPrefix: nextPrefix } }),
    after: { keyPrefix },
  });
  if (end === "withdrawn" && key.isGood) await tellOfWithdrawal(ctx, key);
  return end;
}

function tellOfWithdrawal(ctx: Context, key: SettledKey): Promise<void> {
  const letter = rotationWithdrawnLetter({
    productName: ctx.config.productName,
    description: quoteName(key.description),
    mention: mentionKey(ctx, key),
    nextPrefix: key.nextPrefix,
    keyPrefix: key.keyPrefix,
    url: new URL(paths.apiKey(key.applicationId, key.id), ctx.portalUrl).href,
  });
  return notifyDevelopers(ctx, key.merchantId, letter);
}
