import type { ReactNode } from "react";

/** Announces its text when it changes; it must be on the page before that. */
export function LiveRegion({ children }: { children: ReactNode }) {
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {children}
    </p>
  );
}
