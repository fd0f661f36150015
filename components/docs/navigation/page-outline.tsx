"use client";

import { AnchorProvider, TOCItem } from "fumadocs-core/toc";
import { classNames } from "#components/ui/class-names.ts";
import type { DocsHeading } from "#lib/docs/schema.ts";

/** The headings of a page, with the visible ones marked. */
export function PageOutline({ headings }: { headings: readonly DocsHeading[] }) {
  const items = headings.map(({ id, title, depth }) => ({ title, url: `#${id}`, depth }));
  return (
    <AnchorProvider toc={items}>
      <nav aria-label="On this page" className="text-[0.8125rem] leading-5">
        <p aria-hidden className="mb-2 font-medium">
          On this page
        </p>
        <ul className="border-border border-l">
          {headings.map(({ id, title, depth }) => (
            <li key={id}>
              <TOCItem
                href={`#${id}`}
                className={classNames(
                  "-ml-px block border-transparent border-l-2 py-1 pl-3 text-muted hover:text-text data-[active=true]:border-accent data-[active=true]:text-accent-text",
                  depth > 2 && "pl-6",
                )}
              >
                {title}
              </TOCItem>
            </li>
          ))}
        </ul>
      </nav>
    </AnchorProvider>
  );
}
