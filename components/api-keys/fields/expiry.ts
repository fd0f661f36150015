const dayMilliseconds = 24 * 3600 * 1000;

/** A clock that is a little fast must not ask for more than the policy allows. */
const leewayMilliseconds = 3600 * 1000;

/** On the wire: RFC 3339 in UTC with whole seconds. */
function toWire(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** The moment `days` from now, to the minute; an hour less where that is the longest life. */
export function momentIn(days: number, longestLifeDays: number | null, now: Date): string {
  const date = new Date(now.getTime() + days * dayMilliseconds);
  if (days === longestLifeDays) date.setTime(date.getTime() - leewayMilliseconds);
  date.setSeconds(0, 0);
  return toWire(date);
}

/** The end of a day (`2027-01-31`) where the reader is; null for what is no day. */
export function endOfDay(day: string): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (!year || !month || !date) return null;
  const end = new Date(Number(year), Number(month) - 1, Number(date), 23, 59, 59);
  return toDay(end) === day ? toWire(end) : null;
}

/** The day of a moment where the reader is, as a date input has it. */
export function toDay(date: Date): string {
  const pad = (part: number, length = 2) => String(part).padStart(length, "0");
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The last day whose end is within the longest life. */
export function lastDay(longestLifeDays: number, now: Date): string {
  return toDay(new Date(now.getTime() + (longestLifeDays - 1) * dayMilliseconds));
}
