const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * 23 Feb 2026 in UTC, with our own month names: server and browser may have different locale data.
 */
export function formatDayInUtc(date: Date): string {
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** 23 Feb in UTC, for days whose year is obvious. */
export function formatShortDayInUtc(date: Date): string {
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** 23 Feb 2026, in local time. */
export function formatDay(date: Date): string {
  return `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}`;
}

/** 23 Feb 2026, 14:30:05 UTC+1, in local time. */
export function formatExactly(date: Date): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "long" }).format(date);
  return `${formatDay(date)}, ${time}`;
}

const minuteSeconds = 60;
const hourSeconds = 60 * minuteSeconds;
const daySeconds = 24 * hourSeconds;
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "5 minutes ago" or "in 5 minutes"; the date beyond a month. */
export function formatRelatively(date: Date, now: Date): string {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < minuteSeconds) return seconds > 0 ? "in a moment" : "just now";
  if (distance < hourSeconds) return relative.format(Math.trunc(seconds / minuteSeconds), "minute");
  if (distance < daySeconds) return relative.format(Math.trunc(seconds / hourSeconds), "hour");
  if (distance < 30 * daySeconds) return relative.format(Math.trunc(seconds / daySeconds), "day");
  return formatDay(date);
}

/** "23 hours", rounded down, in the largest unit with at least two. */
export function formatTimeLeft(until: Date, now: Date): string {
  const seconds = Math.floor((until.getTime() - now.getTime()) / 1000);
  if (seconds < minuteSeconds) return "less than a minute";
  if (seconds < 2 * hourSeconds) return formatCount(seconds / minuteSeconds, "minute");
  if (seconds < 2 * daySeconds) return formatCount(seconds / hourSeconds, "hour");
  return formatCount(seconds / daySeconds, "day");
}

/** "1 day", "2 days". */
export function formatCount(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}
