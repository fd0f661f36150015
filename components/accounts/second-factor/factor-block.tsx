import type { ReactNode } from "react";

interface FactorBlockProps {
  title: string;
  /** For example whether it is on. */
  badge?: ReactNode;
  description: ReactNode;
  action: ReactNode;
  children?: ReactNode;
}

/** A second factor with its description, state and action. */
export function FactorBlock({ title, badge, description, action, children }: FactorBlockProps) {
  return (
    <section className="py-5 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-xl">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h3 className="font-medium text-sm leading-6">{title}</h3>
            {badge}
          </div>
          <p className="text-pretty text-muted text-sm leading-6">{description}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Describes the consequences of removing a factor. */
export function describeConsequences(isLastFactor: boolean, isDemanded: boolean): string {
  if (!isLastFactor) return "Your other sign-in methods still work.";
  return isDemanded
    ? "This is your last second factor, and your company requires one. You can't do anything else until you add another. Your recovery codes are removed too."
    : "This is your last second factor. You'll sign in with your password alone, and your recovery codes are removed too.";
}
