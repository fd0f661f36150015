"use client";

import {
  BookOpen,
  Building2,
  ChevronDown,
  LogOut,
  Monitor,
  Moon,
  Settings,
  SquareTerminal,
  Sun,
} from "lucide-react";
import { useTheme } from "next-themes";
import { useState } from "react";
import { CompanySwitcher } from "#components/merchants/company-switcher.tsx";
import { Link } from "#components/navigation/link.tsx";
import { endSession } from "#components/sessions/session.ts";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuPanel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Role } from "#lib/merchants/permissions.ts";
import type { OwnMembership } from "#lib/merchants/schema.ts";
import { paths } from "#lib/paths.ts";

const themes = [
  { value: "system", label: "System", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
];

interface AccountMenuProps {
  merchantName: string;
  email: string;
  role: Role;
  /** All companies of the person. */
  companies: readonly OwnMembership[];
}

export function AccountMenu({ merchantName, email, role, companies }: AccountMenuProps) {
  const { theme, setTheme } = useTheme();
  const [isLeaving, setLeaving] = useState(false);

  function signOut(event: Event) {
    event.preventDefault();
    setLeaving(true);
    void endSession();
  }

  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Account menu, ${merchantName}`}
        className="flex h-9 min-w-0 items-center gap-2 rounded-lg py-1 pr-2 pl-1 text-sm hover:bg-hover data-[state=open]:bg-hover"
      >
        {/* By CSS: as text it would be part of the visible label, which the name must hold. */}
        <span
          aria-hidden
          data-initial={[...merchantName][0]}
          className="grid size-7 shrink-0 place-items-center rounded-md bg-accent-soft font-semibold text-accent-text text-xs uppercase before:content-[attr(data-initial)]"
        />
        <span className="max-w-44 truncate max-sm:hidden">{merchantName}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </DropdownMenuTrigger>
      <DropdownMenuPanel align="end" className="w-64">
        <div className="px-2.5 pt-2 pb-1.5 text-sm leading-5">
          <p className="break-words font-medium">{merchantName}</p>
          <p className="break-all text-muted">{email}</p>
          <p className="mt-1 text-muted text-xs first-letter:uppercase">{role}</p>
        </div>
        <DropdownMenuSeparator />
        {companies.length > 1 && <CompanySwitcher companies={companies} />}
        <DropdownMenuItem asChild>
          <Link href={paths.account}>
            <Settings aria-hidden />
            Account settings
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={paths.apiTokens}>
            <SquareTerminal aria-hidden />
            API tokens
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={paths.company}>
            <Building2 aria-hidden />
            Company settings
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={paths.docs}>
            <BookOpen aria-hidden />
            Documentation
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup aria-label="Theme" value={theme} onValueChange={setTheme}>
          {themes.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem
              key={value}
              value={value}
              onSelect={(event) => event.preventDefault()}
            >
              <Icon aria-hidden className="text-muted" />
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOut} disabled={isLeaving}>
          {isLeaving ? <Spinner /> : <LogOut aria-hidden />}
          Sign out
        </DropdownMenuItem>
      </DropdownMenuPanel>
    </DropdownMenu>
  );
}
