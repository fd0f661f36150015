"use client";

import { type ComponentProps, type ReactNode, useId, useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";

interface CodeBlockProps {
  /** A file name, or a description of the lines. */
  label: string;
  text: string;
  /** The same text with syntax highlighting. */
  children?: ReactNode;
  /** Wraps long lines anywhere, for text without indentation. */
  isWrapped?: boolean;
  /** Limits the height and scrolls. */
  isBounded?: boolean;
}

/** Code to copy. Long lines scroll, also by keyboard. */
export function CodeBlock({
  label,
  text,
  children,
  isWrapped = false,
  isBounded = false,
}: CodeBlockProps) {
  const id = useId();
  const code = useRef<HTMLElement>(null);
  const scrollable: ComponentProps<"div"> = { role: "group", tabIndex: 0, "aria-labelledby": id };
  return (
    <figure className="overflow-hidden rounded-xl border border-border bg-sunken">
      <figcaption className="flex items-center justify-between gap-3 border-border border-b py-1 pr-2 pl-4">
        <span id={id} className="min-w-0 truncate font-medium text-muted text-xs">
          {label}
        </span>
        <CopyButton label={`Copy ${label}`} text={text} source={code} side="left" />
      </figcaption>
      <div
        {...scrollable}
        className={classNames(
          "overflow-x-auto rounded-b-xl px-4 py-3 font-mono text-[0.8125rem] leading-6 -outline-offset-2 print:overflow-visible",
          isBounded && "max-h-128 overflow-y-auto print:max-h-none",
        )}
      >
        <pre
          translate="no"
          className={classNames(
            "font-[inherit] print:whitespace-pre-wrap",
            isWrapped && "whitespace-pre-wrap break-all",
          )}
        >
          <code ref={code} className="font-[inherit]">
            {children ?? text}
          </code>
        </pre>
      </div>
    </figure>
  );
}
