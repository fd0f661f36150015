"use client";

import type { LucideIcon } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { useId } from "react";

export interface RadioCard<V extends string> {
  value: V;
  title: string;
  description: string;
  icon: LucideIcon;
  isRecommended?: boolean;
}

interface RadioCardsProps<V extends string> {
  label: string;
  cards: readonly RadioCard<V>[];
  value: V;
  onValueChange: (value: V) => void;
}

/** A choice between options with a sentence each. */
export function RadioCards<V extends string>({
  label,
  cards,
  value,
  onValueChange,
}: RadioCardsProps<V>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <span id={id} className="font-medium text-sm">
        {label}
      </span>
      <RadioGroup.Root
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onValueChange(next as V)}
        className="grid gap-3 sm:grid-cols-2"
      >
        {cards.map(({ value: each, title, description, icon: Icon, isRecommended }) => (
          <RadioGroup.Item
            key={each}
            value={each}
            aria-labelledby={`${id}-${each}-title`}
            aria-describedby={`${isRecommended ? `${id}-${each}-recommended ` : ""}${id}-${each}-description`}
            className="group flex flex-col gap-1 rounded-xl border border-border-strong bg-surface p-4 text-left transition-colors duration-100 hover:border-text data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:shadow-[inset_0_0_0_1px_var(--accent)]"
          >
            <span className="flex w-full items-center gap-2 font-medium text-sm">
              <Icon aria-hidden className="size-4 shrink-0 text-accent-text" />
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <span id={`${id}-${each}-title`}>{title}</span>
                {isRecommended && (
                  <span id={`${id}-${each}-recommended`} className="font-normal text-muted text-xs">
                    Recommended
                  </span>
                )}
              </span>
              <span
                aria-hidden
                className="ml-auto grid size-4 shrink-0 place-items-center rounded-full border border-border-strong bg-surface group-data-[state=checked]:border-accent"
              >
                <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
              </span>
            </span>
            <span
              id={`${id}-${each}-description`}
              className="text-[0.8125rem] text-muted leading-5"
            >
              {description}
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
