const dayMilliseconds = 24 * 3600 * 1000;

/** A clock that is slightly fast must not ask for more than the policy allows. */
const leewayMilliseconds = 3600 * 1000;

/** Formats a date for the API: RFC 3339 in UTC, whole seconds. */
function toWire(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Returns the timestamp `days` from now, to the minute; an hour less where that is the longest life. */
export function getExpiryIn(days: number, longestLifeDays: number | null, now: Date): string {
  const date = new Date(now.getTime() + days * dayMilliseconds);
  if (days === longestLifeDays) date.setTime(date.getTime() - leewayMilliseconds);
  date.setSeconds(0, 0);
  return toWire(date);
}

/** Returns the recommended expiry for a key without one: a year from now, or the longest life. */
export function suggestExpiry(longestLifeDays: number | null, now = new Date()): string {
  const days = Math.min(365, longestLifeDays ?? 365);
  return getExpiryIn(days, longestLifeDays, now);
}

/** Returns the end of a day (`2027-01-31`) in the reader's time zone; null for an invalid day. */
export function getEndOfDay(day: string): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (!year || !month || !date) return null;
  const end = new Date(Number(year), Number(month) - 1, Number(date), 23, 59, 59);
  return toDay(end) === day ? toWire(end) : null;
}

/** Formats a date for a date input, in the reader's time zone. */
export function toDay(date: Date): string {
  const pad = (part: number, length = 2) => String(part).padStart(length, "0");
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Returns the last day that ends within the longest life. */
export function getLastDay(longestLifeDays: number, now: Date): string {
  return toDay(new Date(now.getTime() + (longestLifeDays - 1) * dayMilliseconds));
}
