"use client";

import { usePathname } from "next/navigation";
import { Link } from "#components/navigation/link.tsx";

export function NavLink({ href, children }: { href: string; children: string }) {
  const isHere = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      className="relative flex h-full shrink-0 items-center whitespace-nowrap rounded-lg px-2.5 text-muted text-sm hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:font-medium aria-[current=page]:text-text aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2.5 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-0.5 aria-[current=page]:after:rounded-full aria-[current=page]:after:bg-accent sm:px-3 aria-[current=page]:sm:after:inset-x-3"
    >
      {children}
    </Link>
  );
}
