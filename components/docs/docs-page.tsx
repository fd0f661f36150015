import type { ReactNode } from "react";
import { NeighbourLinks } from "#components/docs/navigation/neighbour-links.tsx";
import { PageActions } from "#components/docs/page-actions.tsx";
import { Link } from "#components/navigation/link.tsx";
import { PageVote } from "#components/page-votes/page-vote.tsx";
import type { DocsLink } from "#lib/docs/schema.ts";

interface DocsPageProps {
  path: string;
  /** Its section, and the page that lists it. */
  section: { title: string; path: string };
  title: string;
  description: ReactNode;
  neighbours: { previous?: DocsLink; next?: DocsLink };
  children: ReactNode;
}

/** Layout of every page of the documentation. */
export function DocsPage({
  path,
  section,
  title,
  description,
  neighbours,
  children,
}: DocsPageProps) {
  return (
    <>
      <header className="mb-8 flex flex-col gap-2">
        <p className="text-sm">
          <Link
            href={section.path}
            className="rounded font-medium text-accent-text hover:underline"
          >
            {section.title}
          </Link>
        </p>
        <h1 className="text-balance font-semibold text-3xl leading-9 tracking-tight">{title}</h1>
        <p className="max-w-[44rem] text-pretty text-muted leading-7">{description}</p>
        <PageActions path={path} />
      </header>
      {children}
      <PageVote key={path} page={path} />
      <NeighbourLinks {...neighbours} />
    </>
  );
}
