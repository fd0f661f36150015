import { sql } from "drizzle-orm";
import { composeExpiryLetter, type ExpiringKey } from "#lib/api-keys/hygiene/expiry-mail.ts";
import { recordSystemEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { notifyDevelopers } from "#lib/merchants/notify.ts";
import { toMoment } from "#lib/moment.ts";

const merchantsAtOnce = 500;

/**
 * Keys with a due notice that was not sent: the nearest of 30, 7 and 1 days ahead and of the
 * expiry. A key created to live hardly longer gets no early notice. An expiry during an outage of
 * up to a month is still notified.
 */
const due = sql`(
  select k.id, k.merchant_id, k.application_id, k.expires_at, nearest.days_ahead
  from api_keys k
  join applications app on app.id = k.application_id and app.deleted_at is null
  cross join lateral (
    select min(days) as days_ahead from unnest(array[0, 1, 7, 30]) days
    where k.expires_at <= now() + days * interval '1 day'
  ) nearest
  where k.revoked_at is null
    and k.expires_at between now() - interval '30 days' and now() + interval '30 days'
    and (
      nearest.days_ahead = 0
      or k.expires_at - k.created_at > (nearest.days_ahead + 1) * interval '1 day'
    )
    and not exists (
      select from api_key_reminders r
      where r.api_key_id = k.id and r.expires_at = k.expires_at
        and r.days_ahead = nearest.days_ahead
    )
)`;

/**
 * Notifies the developers of every merchant of keys that expire soon or have expired: one email per
 * person, each notice once, however many instances run this.
 */
export async function remindOfExpiry(ctx: Context): Promise<void> {
  for (;;) {
    const merchants = await ctx.db.execute<{ id: string }>(sql`
      select distinct due.merchant_id as id from ${due} due limit ${merchantsAtOnce}`);
    for (const { id } of merchants) await remindMerchant(ctx, id);
    if (merchants.length < merchantsAtOnce) return;
  }
}

function remindMerchant(ctx: Context, merchantId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const keys = await claimNotices(tx, merchantId);
    if (keys.length === 0) return;
    for (const { id, applicationId, expiresAt, daysAhead } of keys) {
      if (daysAhead > 0) continue;
      await recordSystemEvent(tx, merchantId, {
        action: "api_key.expired",
        applicationId,
        apiKeyId: id,
        after: { expiresAt: toMoment(expiresAt) },
      });
    }
    await notifyDevelopers(tx, merchantId, composeExpiryLetter(tx, keys));
  });
}

/** Claims the notices: the instance that inserts the row sends the email, in one transaction. */
async function claimNotices(ctx: Context, merchantId: string): Promise<ExpiringKey[]> {
  return ctx.db.execute<ExpiringKey & Record<string, unknown>>(sql`
    with claimed as (
      insert into api_key_reminders (api_key_id, expires_at, days_ahead)
      select due.id, due.expires_at, due.days_ahead from ${due} due
      where due.merchant_id = ${merchantId}
      order by due.id
      on conflict do nothing
      returning api_key_id, expires_at, days_ahead
    )
    select k.id, k.application_id as "applicationId", app.name as "applicationName",
      m.name as "merchantName", k.description, k.key_prefix as "keyPrefix",
      k.last_used_at as "lastUsedAt", claimed.expires_at as "expiresAt",
      claimed.days_ahead as "daysAhead",
      ceil(extract(epoch from claimed.expires_at - now()) / 86400)::int as "daysLeft"
    from claimed
    join api_keys k on k.id = claimed.api_key_id
    join applications app on app.id = k.application_id
    join merchants m on m.id = k.merchant_id
    order by claimed.expires_at, k.id`);
}
