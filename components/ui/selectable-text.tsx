"use client";

import { type ComponentProps, type KeyboardEvent, type RefObject, useId } from "react";
import { selectContents } from "#components/hooks/clipboard.ts";
import { classNames } from "#components/ui/class-names.ts";

interface SelectableTextProps {
  label: string;
  text: string;
  ref: RefObject<HTMLDivElement | null>;
  isLabelHidden?: boolean;
  className?: string;
}

/**
 * A text to copy as a whole: it wraps without truncation, and a click, Tab or Ctrl+A selects all of
 * it. Not a form field, whose content browsers keep to restore the page.
 */
export function SelectableText({
  label,
  text,
  ref,
  isLabelHidden = false,
  className,
}: SelectableTextProps) {
  const id = useId();

  function selectAll(event: KeyboardEvent<HTMLDivElement>) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "a") return;
    event.preventDefault();
    selectContents(event.currentTarget);
  }

  const textbox: ComponentProps<"div"> = {
    role: "textbox",
    tabIndex: 0,
    "aria-readonly": true,
    "aria-labelledby": id,
    onFocus: (event) => selectContents(event.currentTarget),
    onClick: (event) => selectContents(event.currentTarget),
    onKeyDown: selectAll,
  };

  return (
    <div className="min-w-0">
      <span
        id={id}
        className={isLabelHidden ? "sr-only" : "mb-1.5 block font-medium text-[0.8125rem]"}
      >
        {label}
      </span>
      <div
        {...textbox}
        ref={ref}
        translate="no"
        className={classNames(
          "cursor-text wrap-anywhere rounded-lg border base:border-border base:bg-sunken px-3.5 base:py-3 font-mono base:text-[0.8125rem] base:leading-6",
          className,
        )}
      >
        {text}
      </div>
    </div>
  );
}
