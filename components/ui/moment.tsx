"use client";

import { useNow } from "#components/hooks/now.ts";
import {
  formatDay,
  formatDayInUtc,
  formatExactly,
  formatRelatively,
} from "#components/ui/date-format.ts";

interface MomentProps {
  /** RFC 3339. */
  at: string;
  relative?: boolean;
  /** To the second, with the time zone. */
  exact?: boolean;
}

/**
 * A timestamp. The server's time zone and clock differ from the reader's, so the first render is
 * the day in UTC on both sides, followed by the local time.
 */
export function Moment({ at, relative = false, exact = false }: MomentProps) {
  const now = useNow();
  const date = new Date(at);
  if (now === null) return <time dateTime={at}>{formatDayInUtc(date)}</time>;
  if (exact) return <time dateTime={at}>{formatExactly(date)}</time>;
  return (
    <time dateTime={at} title={formatExactly(date)}>
      {relative ? formatRelatively(date, now) : formatDay(date)}
    </time>
  );
}
