import { type MentionedKey, mentionKey } from "#lib/api-keys/mention.ts";
import type { Context } from "#lib/context.ts";
import type { Letter } from "#lib/letters/letter.ts";
import { toMoment } from "#lib/moment.ts";
import { paths } from "#lib/paths.ts";
import { quoteName } from "#lib/text.ts";

const listedAtMost = 50;

type Place = Pick<Context, "config" | "portalUrl">;

/** A key that expires soon or has expired; timestamps are PostgreSQL's text. */
export interface ExpiringKey extends MentionedKey {
  merchantName: string;
  lastUsedAt: string | null;
  expiresAt: string;
  /** Which notice this is: 30, 7 or 1 days ahead, or 0 at the expiry. */
  daysAhead: number;
  /** Days until the expiry, rounded up. */
  daysLeft: number;
}

/**
 * Writes one letter about a merchant's keys, of which there is at least one, the earliest expiry
 * first.
 */
export function composeExpiryLetter(ctx: Place, keys: readonly ExpiringKey[]): Letter {
  const expired = keys.filter(({ daysAhead }) => daysAhead === 0);
  const expiring = keys.filter(({ daysAhead }) => daysAhead > 0);
  const { productName } = ctx.config;
  const merchantName = quoteName(keys[0]?.merchantName ?? "");
  const paragraphs = [
    ...section(ctx, expired, {
      one: "This API key has expired, and calls with it are refused:",
      many: "These API keys have expired, and calls with them are refused:",
      advice: "If you still need a key, create a new one.",
    }),
    ...section(ctx, expiring, {
      one: "This API key expires soon:",
      many: "These API keys expire soon:",
      advice: "If you still need a key, extend its expiry or create a new one before then.",
    }),
  ];
  return {
    subject: composeSubject(merchantName, expired, expiring),
    paragraphs,
    action: { label: "Open Hygiene", url: new URL(paths.hygiene, ctx.portalUrl).href },
    reason: `${productName} sends this email to the developers of ${merchantName}.`,
  };
}

function composeSubject(
  merchantName: string,
  expired: readonly ExpiringKey[],
  expiring: readonly ExpiringKey[],
): string {
  const [key, ...others] = [...expired, ...expiring];
  if (key && others.length === 0) {
    return `${quoteName(key.description)} ${key.daysAhead === 0 ? "has expired" : `expires ${formatDaysLeft(key)}`}`;
  }
  const parts = [
    expired.length > 0 && `${expired.length} expired`,
    expiring.length > 0 && `${expiring.length} expiring soon`,
  ];
  return `API keys of ${merchantName}: ${parts.filter(Boolean).join(", ")}`;
}

function section(
  ctx: Place,
  keys: readonly ExpiringKey[],
  words: { one: string; many: string; advice: string },
): string[] {
  if (keys.length === 0) return [];
  const listed = keys.slice(0, listedAtMost).map((key) => describeKey(ctx, key));
  const left = keys.length - listed.length;
  return [
    keys.length === 1 ? words.one : words.many,
    ...listed,
    ...(left > 0 ? [`… and ${left} more.`] : []),
    words.advice,
  ];
}

function describeKey(ctx: Place, key: ExpiringKey): string {
  const at = formatTime(key.expiresAt);
  const expiry =
    key.daysAhead === 0 ? `Expired at ${at}` : `Expires at ${at}, ${formatDaysLeft(key)}`;
  const use = key.lastUsedAt === null ? "never used" : `last used at ${formatTime(key.lastUsedAt)}`;
  return mentionKey(ctx, key, `${expiry}; ${use}`);
}

function formatDaysLeft({ daysLeft }: ExpiringKey): string {
  return daysLeft > 1 ? `in ${daysLeft} days` : "within a day";
}

/** Formats a timestamp such as `2027-01-31 13:30 UTC`. */
function formatTime(moment: string): string {
  return `${toMoment(moment).slice(0, 16).replace("T", " ")} UTC`;
}
