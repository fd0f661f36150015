import { ArrowLeft, ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "#components/navigation/link.tsx";
import type { DocsLink } from "#lib/docs/schema.ts";

interface NeighbourLinksProps {
  previous?: DocsLink;
  next?: DocsLink;
}

/** Links to the previous and next page. */
export function NeighbourLinks({ previous, next }: NeighbourLinksProps) {
  return (
    <nav
      aria-label="Previous and next page"
      className="mt-14 grid gap-3 sm:grid-cols-2 print:hidden"
    >
      {previous && (
        <NeighbourLink link={previous}>
          <span className="flex items-center gap-1.5 text-muted text-xs">
            <ArrowLeft aria-hidden className="size-3.5" />
            Previous
          </span>
        </NeighbourLink>
      )}
      {next && (
        <NeighbourLink link={next} isNext>
          <span className="flex items-center justify-end gap-1.5 text-muted text-xs">
            Next
            <ArrowRight aria-hidden className="size-3.5" />
          </span>
        </NeighbourLink>
      )}
    </nav>
  );
}

interface NeighbourLinkProps {
  link: DocsLink;
  isNext?: boolean;
  children: ReactNode;
}

function NeighbourLink({ link, isNext, children }: NeighbourLinkProps) {
  const side = isNext ? "text-right sm:col-start-2" : "";
  return (
    <Link
      prefetch="page"
      href={link.path}
      className={`flex flex-col gap-1 rounded-xl border border-border bg-surface px-4 py-3 shadow-card hover:bg-hover ${side}`}
    >
      {children}
      <span className="font-medium text-sm leading-5">{link.title}</span>
    </Link>
  );
}
