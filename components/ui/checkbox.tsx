"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { type ReactNode, useId } from "react";
import { classNames } from "#components/ui/class-names.ts";

interface CheckboxProps {
  label: ReactNode;
  isLabelHidden?: boolean;
  /** A line below the label. */
  description?: ReactNode;
  checked: boolean | "indeterminate";
  disabled?: boolean;
  onCheckedChange: (checked: boolean) => void;
}

export function Checkbox({
  label,
  isLabelHidden = false,
  description,
  checked,
  disabled = false,
  onCheckedChange,
}: CheckboxProps) {
  const id = useId();
  return (
    <div
      className={classNames(
        "flex min-w-0 gap-2.5",
        description === undefined ? "min-h-8 items-center" : "items-start",
      )}
    >
      <Primitive.Root
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={description === undefined ? undefined : `${id}-description`}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        className="relative grid size-5 shrink-0 place-items-center rounded-md border border-border-strong bg-surface transition-colors duration-100 after:absolute after:-inset-1 enabled:hover:border-text disabled:cursor-not-allowed disabled:bg-sunken data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent"
      >
        <Primitive.Indicator>
          {checked === "indeterminate" ? (
            <Minus aria-hidden strokeWidth={3} className="size-3.5 text-on-accent" />
          ) : (
            <Check aria-hidden strokeWidth={3} className="size-3.5 text-on-accent" />
          )}
        </Primitive.Indicator>
      </Primitive.Root>
      <div className={isLabelHidden ? "sr-only" : "min-w-0"}>
        <label
          htmlFor={id}
          className={classNames(
            "text-sm",
            description === undefined ? "py-1" : "block leading-5",
            disabled ? "cursor-not-allowed text-muted" : "cursor-pointer",
          )}
        >
          {label}
        </label>
        {description !== undefined && (
          <p id={`${id}-description`} className="text-[0.8125rem] text-muted leading-5">
            {description}
          </p>
        )}
      </div>
    </div>
  );
}
