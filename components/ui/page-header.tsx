import type { ReactNode } from "react";

interface PageHeaderProps {
  title: string;
  description?: string;
  action?: ReactNode;
}

export function PageHeader({ title, description, action }: PageHeaderProps) {
  return (
    <header className="mb-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
      <div>
        <h1 className="font-semibold text-2xl leading-8 tracking-tight">{title}</h1>
        {description && <p className="mt-1 text-muted text-sm leading-6">{description}</p>}
      </div>
      {action}
    </header>
  );
}
