"use client";

import { type PointerEvent, useId, useState } from "react";
import { chooseTicks } from "#components/api-keys/usage/ticks.ts";
import {
  countRefused,
  describeRefusals,
  formatCount,
  type UsageDay,
} from "#components/api-keys/usage/usage-words.ts";
import { formatDayInUtc, formatShortDayInUtc } from "#components/ui/date-format.ts";

const compact = new Intl.NumberFormat("en", {
  notation: "compact",
  maximumSignificantDigits: 3,
});
const daysPerLabel = 7;
/** Share of a day's width that its bar fills. */
const barShare = 0.78;

const percent = (share: number) => `${share * 100}%`;

/** Bars of daily calls: verified ones solid and refused ones hatched, not only by color. */
export function UsageBars({ days }: { days: readonly UsageDay[] }) {
  const hatch = useId();
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const ticks = chooseTicks(Math.max(...days.map((day) => day.verified + countRefused(day))));
  const top = ticks.at(-1) ?? 1;
  const point = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const index = Math.floor(((clientX - left) / width) * days.length);
    setPointedAt(Math.min(Math.max(index, 0), days.length - 1));
  };
  const day = pointedAt === null ? undefined : days[pointedAt];

  return (
    <div
      role="img"
      aria-label="Calls per day (UTC)"
      className="grid h-64 grid-cols-[auto_1fr] grid-rows-[1fr_auto] gap-x-2 pt-2 text-muted text-xs tabular-nums"
    >
      <div className="flex flex-col-reverse justify-between text-right">
        {ticks.map((count) => (
          <span key={count} className="-my-2 h-4 leading-4">
            {compact.format(count)}
          </span>
        ))}
      </div>
      <div
        className="relative touch-pan-y"
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setPointedAt(null)}
      >
        <svg aria-hidden width="100%" height="100%" className="absolute inset-0 overflow-visible">
          <defs>
            <pattern
              id={hatch}
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="5" height="5" fill="var(--danger-soft)" />
              <rect width="2.5" height="5" fill="var(--danger)" />
            </pattern>
          </defs>
          {ticks.map((count) => (
            <line
              key={count}
              x2="100%"
              y1={percent(1 - count / top)}
              y2={percent(1 - count / top)}
              stroke={count === 0 ? "var(--border-strong)" : "var(--border)"}
            />
          ))}
          {pointedAt !== null && (
            <rect
              x={percent(pointedAt / days.length)}
              width={percent(1 / days.length)}
              height="100%"
              fill="var(--hover)"
            />
          )}
          {days.map((one, index) => {
            const x = percent((index + (1 - barShare) / 2) / days.length);
            const width = percent(barShare / days.length);
            const refused = countRefused(one);
            return (
              <g key={one.date}>
                <rect
                  x={x}
                  y={percent(1 - one.verified / top)}
                  width={width}
                  height={percent(one.verified / top)}
                  fill="var(--accent)"
                />
                {refused > 0 && (
                  <rect
                    x={x}
                    y={percent(1 - (one.verified + refused) / top)}
                    width={width}
                    height={percent(refused / top)}
                    fill={`url(#${hatch})`}
                    stroke="var(--danger)"
                  />
                )}
              </g>
            );
          })}
        </svg>
        {day && pointedAt !== null && (
          <UsageTooltip day={day} position={(pointedAt + 0.5) / days.length} />
        )}
      </div>
      <div className="relative col-start-2 h-6">
        {days.map(
          ({ date }, index) =>
            index % daysPerLabel === 0 && (
              <span
                key={date}
                className="absolute top-2 -translate-x-1/2 whitespace-nowrap first:translate-x-0"
                style={{ left: percent(index === 0 ? 0 : (index + 0.5) / days.length) }}
              >
                {formatShortDayInUtc(new Date(date))}
              </span>
            ),
        )}
      </div>
    </div>
  );
}

/** Placed beside the day, on the side with more room. */
function UsageTooltip({ day, position }: { day: UsageDay; position: number }) {
  const refusals = describeRefusals([day]);
  const isLeft = position > 0.5;
  return (
    <div
      className={`pointer-events-none absolute top-2 z-10 w-max max-w-[min(14rem,50%)] rounded-lg border border-border bg-raised px-3 py-2 text-[0.8125rem] text-text leading-5 shadow-raised ${isLeft ? "-translate-x-full -ml-4" : "ml-4"}`}
      style={{ left: percent(position) }}
    >
      <p className="font-medium">{formatDayInUtc(new Date(day.date))} (UTC)</p>
      <p className="text-muted">{formatCount(day.verified)} verified</p>
      {refusals && (
        <p className="text-danger-text">
          {formatCount(countRefused(day))} refused: {refusals}
        </p>
      )}
    </div>
  );
}
