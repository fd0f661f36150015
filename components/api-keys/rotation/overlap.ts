import { formatCount } from "#components/ui/date-format.ts";
import { defaultOverlapSeconds } from "#lib/api-keys/constants.ts";

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

/** How long the previous secret stays valid after the first use of the new one. */
export const overlaps = [
  { value: "0", label: "None" },
  { value: String(hourSeconds), label: "1 hour" },
  { value: String(defaultOverlapSeconds), label: "1 day" },
  { value: String(3 * daySeconds), label: "3 days" },
  { value: String(7 * daySeconds), label: "7 days" },
] as const;

/** "3 days", in the largest unit without a remainder. */
export function formatOverlap(seconds: number): string {
  if (seconds % daySeconds === 0) return formatCount(seconds / daySeconds, "day");
  if (seconds % hourSeconds === 0) return formatCount(seconds / hourSeconds, "hour");
  if (seconds % 60 === 0) return formatCount(seconds / 60, "minute");
  return formatCount(seconds, "second");
}
