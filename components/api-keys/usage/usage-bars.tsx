"use client";

import { useId } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
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
const tick = { fill: "var(--muted)", fontSize: 12 };

/** Bars of a day's calls: verified ones plain and refused ones hatched, so that colour is not all. */
export function UsageBars({ days }: { days: readonly UsageDay[] }) {
  const hatch = useId();
  return (
    <div
      role="img"
      aria-label="Chart of the calls on each day"
      className="h-64 [&_svg]:outline-none"
    >
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={days}
          accessibilityLayer={false}
          barCategoryGap="22%"
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        >
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
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="date"
            tickFormatter={(date: string) => formatShortDayInUtc(new Date(date))}
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: "var(--border-strong)" }}
            tickMargin={8}
            minTickGap={24}
            interval="equidistantPreserveStart"
          />
          <YAxis
            tickFormatter={(count: number) => compact.format(count)}
            tick={tick}
            tickLine={false}
            axisLine={false}
            allowDecimals={false}
            width="auto"
          />
          <Tooltip
            content={UsageTooltip}
            cursor={{ fill: "var(--hover)" }}
            isAnimationActive={false}
          />
          <Bar
            dataKey="verified"
            stackId="calls"
            fill="var(--accent)"
            maxBarSize={28}
            isAnimationActive={false}
          />
          <Bar
            dataKey={countRefused}
            stackId="calls"
            fill={`url(#${hatch})`}
            stroke="var(--danger)"
            maxBarSize={28}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function UsageTooltip({ active, payload }: TooltipContentProps) {
  const day: UsageDay | undefined = payload[0]?.payload;
  if (!active || !day) return null;
  const refusals = describeRefusals([day]);
  return (
    <div className="max-w-56 rounded-lg border border-border bg-raised px-3 py-2 text-[0.8125rem] leading-5 shadow-raised">
      <p className="font-medium">{formatDayInUtc(new Date(day.date))}</p>
      <p className="text-muted">{formatCount(day.verified)} verified</p>
      {refusals && (
        <p className="text-danger-text">
          {formatCount(countRefused(day))} refused: {refusals}
        </p>
      )}
    </div>
  );
}
