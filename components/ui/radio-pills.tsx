"use client";

import { RadioGroup } from "radix-ui";
import { useId } from "react";

interface RadioPillsProps<V extends string> {
  label: string;
  pills: readonly { value: V; label: string }[];
  value: V;
  onValueChange: (value: V) => void;
  isLabelHidden?: boolean;
  /** Ids of descriptions and errors. */
  describedBy?: string;
}

/** A choice between few short options, all visible. */
export function RadioPills<V extends string>({
  label,
  pills,
  value,
  onValueChange,
  isLabelHidden = false,
  describedBy,
}: RadioPillsProps<V>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <span id={id} className={isLabelHidden ? "sr-only" : "font-medium text-sm"}>
        {label}
      </span>
      <RadioGroup.Root
        aria-labelledby={id}
        aria-describedby={describedBy}
        value={value}
        onValueChange={(next) => onValueChange(next as V)}
        className="flex flex-wrap gap-2"
      >
        {pills.map((pill) => (
          <RadioGroup.Item
            key={pill.value}
            value={pill.value}
            className="h-9 rounded-lg border border-border-strong bg-surface px-2.5 text-[0.8125rem] transition-colors duration-100 hover:border-text data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:font-medium data-[state=checked]:text-accent-text data-[state=checked]:shadow-[inset_0_0_0_1px_var(--accent)] sm:h-8"
          >
            {pill.label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
