"use client";

import { Button } from "#components/ui/button.tsx";

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
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}
