import type { ReactNode } from "react";

interface IndexPageProps {
  title: string;
  description: ReactNode;
  children: ReactNode;
}

/** Layout of a page that lists others. */
export function IndexPage({ title, description, children }: IndexPageProps) {
  return (
    <div className="max-w-[60rem]">
      <header className="mb-8 flex flex-col gap-2">
        <h1 className="text-balance font-semibold text-3xl leading-9 tracking-tight">{title}</h1>
        <p className="max-w-[44rem] text-pretty text-muted leading-7">{description}</p>
      </header>
      {children}
    </div>
  );
}
