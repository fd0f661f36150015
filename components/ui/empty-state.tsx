import type { ReactNode } from "react";

interface EmptyStateProps {
  illustration: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ illustration, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-2xl border border-border-strong/50 border-dashed px-6 py-14 text-center">
      <div aria-hidden className="mb-5 text-accent-text">
        {illustration}
      </div>
      <h2 className="font-semibold text-base tracking-tight">{title}</h2>
      <p className="mt-1 max-w-md text-pretty text-muted text-sm leading-6">{children}</p>
      {action && <div className="mt-6">{action}</div>}
    </div>
  );
}
