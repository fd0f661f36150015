"use client";

import { buttonStyles } from "#components/ui/button-styles.ts";

interface FailureProps {
  title: string;
  children: string;
  onRetry: () => void;
}

/** An error in place of a part of the page, with a retry button. */
export function Failure({ title, children, onRetry }: FailureProps) {
  return (
    <div role="alert" className="flex flex-col items-start py-10">
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="mt-2 mb-6 max-w-prose text-muted leading-7">{children}</p>
      {/* Not a Button, whose code every page would load with its error boundary. */}
      <button type="button" onClick={onRetry} className={buttonStyles()}>
        Try again
      </button>
    </div>
  );
}
