import type { ReactNode } from "react";

/** Inline code, such as a field name. */
export function InlineCode({ children }: { children?: ReactNode }) {
  return (
    <code
      translate="no"
      className="wrap-anywhere rounded bg-sunken px-1 py-0.5 font-mono text-[0.85em] ring-1 ring-border/60 ring-inset"
    >
      {children}
    </code>
  );
}
