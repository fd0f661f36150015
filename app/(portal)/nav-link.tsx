"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

export function NavLink({ href, children }: { href: string; children: string }) {
  const isHere = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      className="flex h-8 items-center rounded-lg px-3 text-muted text-sm hover:bg-hover hover:text-text aria-[current=page]:font-medium aria-[current=page]:text-text"
    >
      {children}
    </Link>
  );
}
