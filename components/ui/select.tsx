"use client";

import { Check, ChevronDown, ChevronUp } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import { useId } from "react";
import { useIsInBrowser } from "#components/hooks/in-browser.ts";
import { classNames } from "#components/ui/class-names.ts";
import { inputStyles, lineStyles } from "#components/ui/input-styles.ts";

export interface SelectOption<V extends string> {
  /** Never empty: the option for no choice also has a value, such as `any`. */
  value: V;
  label: string;
}

interface SelectProps<V extends string> {
  label: string;
  options: readonly SelectOption<V>[];
  value: V;
  onValueChange: (value: V) => void;
  isLabelHidden?: boolean;
  isInvalid?: boolean;
  /** Id of a description or error. */
  describedBy?: string;
  disabled?: boolean;
  /** Class of the whole field, including the label. */
  className?: string;
}

/** Overlaps the options if they do not fit, so that none moves away from the pointer. */
const scrollStyles =
  "absolute inset-x-0 z-10 flex h-6 items-center justify-center bg-raised text-muted";

/** A single choice by mouse, touch, arrow keys or typing; styled like a text field. */
export function Select<V extends string>({
  label,
  options,
  value,
  onValueChange,
  isLabelHidden = false,
  isInvalid = false,
  describedBy,
  disabled,
  className,
}: SelectProps<V>) {
  const id = useId();
  const isReady = useIsInBrowser();
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1.5", className)}>
      <span id={`${id}-label`} className={isLabelHidden ? "sr-only" : "font-medium text-sm"}>
        {label}
      </span>
      <Primitive.Root
        value={value}
        onValueChange={(next) => onValueChange(next as V)}
        disabled={disabled || !isReady}
      >
        <Primitive.Trigger
          id={id}
          aria-labelledby={`${id}-label ${id}`}
          aria-invalid={isInvalid || undefined}
          aria-describedby={describedBy}
          className={classNames(
            inputStyles,
            lineStyles,
            "flex items-center justify-between gap-2 pr-2.5 pl-3 text-left",
            disabled && "cursor-not-allowed opacity-50",
          )}
        >
          <span className="min-w-0 truncate">
            <Primitive.Value />
          </span>
          <Primitive.Icon asChild>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
          </Primitive.Icon>
        </Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            position="popper"
            sideOffset={6}
            collisionPadding={12}
            className="relative z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[calc(100vw-1.5rem)] animate-appear overflow-hidden rounded-xl border border-border bg-raised shadow-raised"
          >
            <Primitive.ScrollUpButton className={classNames(scrollStyles, "top-0")}>
              <ChevronUp aria-hidden className="size-4" />
            </Primitive.ScrollUpButton>
            <Primitive.Viewport className="scroll-py-7 p-1.5">
              {options.map((option) => (
                <Primitive.Item
                  key={option.value}
                  value={option.value}
                  className="flex min-h-9 w-full cursor-pointer select-none items-center justify-between gap-3 rounded-lg px-2.5 py-1.5 text-sm outline-none data-[highlighted]:bg-hover"
                >
                  <span className="wrap-anywhere min-w-0">
                    <Primitive.ItemText>{option.label}</Primitive.ItemText>
                  </span>
                  <Primitive.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent-text" />
                  </Primitive.ItemIndicator>
                </Primitive.Item>
              ))}
            </Primitive.Viewport>
            <Primitive.ScrollDownButton className={classNames(scrollStyles, "bottom-0")}>
              <ChevronDown aria-hidden className="size-4" />
            </Primitive.ScrollDownButton>
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </div>
  );
}
