"use client";

import { ChevronRight } from "lucide-react";
import { usePathname } from "next/navigation";
import { MethodMark } from "#components/docs/method-mark.tsx";
import { Link } from "#components/navigation/link.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { DocsLink, DocsSection } from "#lib/docs/schema.ts";
import { paths } from "#lib/paths.ts";

/** All pages by section. Only the current section of the reference is expanded. */
export function DocsNav({ sections }: { sections: readonly DocsSection[] }) {
  const path = usePathname();
  return (
    <nav aria-label="Documentation" className="flex flex-col gap-1 text-sm">
      <NavLink link={{ path: paths.docs, title: "Overview", description: "" }} path={path} />
      {sections.map(({ title, links }, index) => (
        <details
          key={title}
          open={index === 0 || links.some((link) => link.path === path)}
          className="group"
        >
          <summary className="flex min-h-9 list-none items-center justify-between rounded-lg px-2.5 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
            {title}
            <ChevronRight
              aria-hidden
              className="size-4 text-muted transition-transform duration-100 group-open:rotate-90"
            />
          </summary>
          <ul className="mt-0.5 mb-2 ml-2.5 border-border border-l pl-2">
            {links.map((link) => (
              <li key={link.path}>
                <NavLink link={link} path={path} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

function NavLink({ link, path }: { link: DocsLink; path: string }) {
  const isHere = link.path === path;
  return (
    <Link
      prefetch="page"
      href={link.path}
      aria-current={isHere ? "page" : undefined}
      className={classNames(
        "flex items-start gap-1.5 rounded-lg px-2.5 py-1.5 leading-5",
        isHere
          ? "bg-accent-soft font-medium text-accent-text"
          : "text-muted hover:bg-hover hover:text-text",
      )}
    >
      {link.method && <MethodMark method={link.method} isSmall />}
      <span className="min-w-0">{link.title}</span>
    </Link>
  );
}
