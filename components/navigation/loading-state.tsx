import type { ReactNode } from "react";

interface LoadingStateProps {
  /** Without text, which searches of the document would find twice. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Shows `fallback` in place of the page while a navigation to another one waits. */
export function LoadingState({ fallback, children }: LoadingStateProps) {
  return (
    <>
      <div aria-hidden data-loading-state className="hidden navigating:block">
        {fallback}
      </div>
      <div className="navigating:hidden searching:opacity-60">{children}</div>
    </>
  );
}
