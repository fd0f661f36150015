"use client";

import { Progress as Primitive } from "radix-ui";

interface ProgressProps {
  label: string;
  value: number;
  max: number;
}

export function Progress({ label, value, max }: ProgressProps) {
  return (
    <Primitive.Root
      aria-label={label}
      value={value}
      max={max}
      getValueLabel={() => `${value} of ${max}`}
      className="h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-border ring-inset"
    >
      <Primitive.Indicator
        className="h-full rounded-full bg-accent transition-[width] duration-150"
        style={{ width: `${(value / max) * 100}%` }}
      />
    </Primitive.Root>
  );
}
