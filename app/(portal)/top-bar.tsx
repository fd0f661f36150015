import { AccountMenu } from "#app/(portal)/account-menu.tsx";
import { ProductLogo } from "#app/product-logo.tsx";
import { Link } from "#components/navigation/link.tsx";
import { getPermissions, type Role } from "#lib/merchants/permissions.ts";
import type { OwnMembership } from "#lib/merchants/schema.ts";
import { paths } from "#lib/paths.ts";
import { NavLink } from "./nav-link.tsx";

interface TopBarProps {
  productName: string;
  merchantName: string;
  email: string;
  role: Role;
  companies: readonly OwnMembership[];
  /** Only the account page is accessible, so no other links are shown. */
  isConfined: boolean;
}

/** The top bar; its row of pages scrolls horizontally if there is no room. */
export function TopBar({ productName, isConfined, ...account }: TopBarProps) {
  const mayAudit = getPermissions(account.role).includes("audit:read");
  return (
    <header className="border-border border-b bg-surface">
      <div className="mx-auto flex max-w-5xl items-center gap-x-2 px-4 max-sm:flex-wrap sm:h-14 sm:gap-x-5 sm:px-6">
        <div className="flex h-14 items-center">
          <Link
            href={isConfined ? paths.account : paths.applications}
            aria-label={`${productName}, home`}
            className="inline-flex rounded-lg"
          >
            <ProductLogo />
          </Link>
        </div>
        {!isConfined && (
          <nav
            aria-label="Main"
            className="-mx-2.5 flex items-stretch max-sm:order-last max-sm:h-11 min-w-0 overflow-x-auto [scrollbar-width:none] max-sm:basis-[calc(100%+1.25rem)] sm:mx-0 sm:h-full"
          >
            <NavLink href={paths.applications}>Applications</NavLink>
            <NavLink href={paths.hygiene}>Hygiene</NavLink>
            <NavLink href={paths.team}>Team</NavLink>
            {mayAudit && <NavLink href={paths.auditLog}>Audit log</NavLink>}
            {/* Also in the account menu. */}
            <span className="contents sm:max-md:hidden">
              <NavLink href={paths.docs}>Docs</NavLink>
            </span>
          </nav>
        )}
        <div className="ml-auto min-w-0">
          <AccountMenu {...account} />
        </div>
      </div>
    </header>
  );
}
