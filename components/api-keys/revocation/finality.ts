/** A change that holds already says so rounded up to the next second. */
const roundingMs = 1000;

/** "Final everywhere by 14:03:22", where the reader is; null for a change that holds already. */
export function describeFinality(effectiveAt: string, now: Date): string | null {
  const date = new Date(effectiveAt);
  if (date.getTime() - now.getTime() <= roundingMs) return null;
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(date);
  return `Final everywhere by ${time}`;
}
