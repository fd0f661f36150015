"use client";

import { useNow } from "#components/hooks/now.ts";
import { formatDayInUtc, formatExactly, formatTimeLeft } from "#components/ui/date-format.ts";

interface TimeLeftProps {
  /** RFC 3339. */
  until: string;
}

/** "in 23 hours", counting down; on the server, whose clock differs, "on 23 Feb 2026". */
export function TimeLeft({ until }: TimeLeftProps) {
  const now = useNow();
  const date = new Date(until);
  if (!now) return <time dateTime={until}>on {formatDayInUtc(date)}</time>;
  return (
    <time dateTime={until} title={formatExactly(date)}>
      in {formatTimeLeft(date, now)}
    </time>
  );
}
