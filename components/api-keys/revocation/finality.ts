/** A change that is already final is reported rounded up to the next second. */
const roundingMs = 1000;

/** "Final everywhere by 14:03:22" in local time; null for a change that is already final. */
export function describeFinality(effectiveAt: string, now: Date): string | null {
  const date = new Date(effectiveAt);
  if (date.getTime() - now.getTime() <= roundingMs) return null;
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(date);
  return `Final everywhere by ${time}`;
}
