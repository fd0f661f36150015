import type { ReactNode } from "react";

/** Says its text aloud when the text changes; it must be on the page before the change. */
export function LiveRegion({ children }: { children: ReactNode }) {
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {children}
    </p>
  );
}
