import type { ReactNode } from "react";

/** A list of labels and values. */
export function FactList({ children }: { children: ReactNode }) {
  return (
    <dl className="divide-y divide-border overflow-hidden rounded-2xl border border-border bg-surface text-sm leading-6 shadow-card">
      {children}
    </dl>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 px-4 py-3 sm:grid-cols-[9.5rem_minmax(0,1fr)] sm:px-5">
      <dt className="text-muted">{label}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </div>
  );
}
