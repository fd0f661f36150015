"use client";

import { useSyncExternalStore } from "react";
import {
  formatDay,
  formatDayInUtc,
  formatExactly,
  formatRelatively,
} from "#components/ui/date-format.ts";

const tickMilliseconds = 30_000;

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, tickMilliseconds);
  return () => clearInterval(timer);
}

const currentTick = () => Math.floor(Date.now() / tickMilliseconds);
const noTick = () => null;

interface MomentProps {
  /** RFC 3339. */
  at: string;
  relative?: boolean;
}

/**
 * A point in time. The server's time zone and clock are not the reader's, so the first render is the
 * day in UTC on both sides, and the reader's own time follows at once.
 */
export function Moment({ at, relative = false }: MomentProps) {
  const tick = useSyncExternalStore(subscribe, currentTick, noTick);
  const date = new Date(at);
  if (tick === null) return <time dateTime={at}>{formatDayInUtc(date)}</time>;
  return (
    <time dateTime={at} title={formatExactly(date)}>
      {relative ? formatRelatively(date, new Date()) : formatDay(date)}
    </time>
  );
}
