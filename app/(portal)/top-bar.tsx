import Link from "next/link";
import { AccountMenu } from "#components/accounts/account-menu.tsx";
import { Wordmark } from "#components/ui/wordmark.tsx";
import type { Role } from "#lib/merchants/schema.ts";
import { paths } from "#lib/paths.ts";
import { NavLink } from "./nav-link.tsx";

interface TopBarProps {
  productName: string;
  merchantName: string;
  email: string;
  role: Role;
}

export function TopBar({ productName, ...account }: TopBarProps) {
  return (
    <header className="border-border border-b bg-surface">
      <div className="mx-auto flex h-14 max-w-5xl items-center gap-2 px-4 sm:gap-6 sm:px-6">
        <Link
          href={paths.applications}
          aria-label={`${productName}, home`}
          className="inline-flex rounded-lg max-sm:[&_span>span]:sr-only"
        >
          <Wordmark name={productName} />
        </Link>
        <nav aria-label="Main">
          <NavLink href={paths.applications}>Applications</NavLink>
        </nav>
        <div className="ml-auto min-w-0">
          <AccountMenu {...account} />
        </div>
      </div>
    </header>
  );
}
