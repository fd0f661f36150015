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

/** "5 minutes ago" or "in 5 minutes"; from a day on in calendar days, and the date beyond a month. */
export function formatRelatively(date: Date, now: Date): string {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < minuteSeconds) return seconds > 0 ? "in less than a minute" : "just now";
  const whole = seconds > 0 ? Math.round : Math.trunc;
  if (distance < hourSeconds) return relative.format(whole(seconds / minuteSeconds), "minute");
  if (distance < daySeconds) return relative.format(whole(seconds / hourSeconds), "hour");
  const days = countCalendarDays(now, date);
  return Math.abs(days) < 30 ? relative.format(days, "day") : formatDay(date);
}

/** Days from one local date to another, whatever the time of day. */
function countCalendarDays(from: Date, to: Date): number {
  const toDay = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((toDay(to) - toDay(from)) / (daySeconds * 1000));
}

/** "23 hours", rounded, in the largest unit with at least two. */
export function formatTimeLeft(until: Date, now: Date): string {
  const seconds = Math.floor((until.getTime() - now.getTime()) / 1000);
  if (seconds < minuteSeconds) return "less than a minute";
  const minutes = Math.round(seconds / minuteSeconds);
  if (minutes < 120) return formatCount(minutes, "minute");
  const hours = Math.round(seconds / hourSeconds);
  return hours < 48 ? formatCount(hours, "hour") : formatCount(seconds / daySeconds, "day");
}

/** "1 day", "2 days". */
export function formatCount(amount: number, unit: string): string {
  const whole = Math.round(amount);
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}
