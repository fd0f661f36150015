"use client";

import { useSwitchMerchant } from "#components/merchants/queries.ts";
import { leaveFor } from "#components/sessions/session.ts";
import { describeFailure } from "#components/submit-failure.ts";
import {
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { OwnMembership } from "#lib/merchants/schema.ts";
import { paths } from "#lib/paths.ts";

/** Menu of a person's companies; choosing one reloads the portal for it. */
export function CompanySwitcher({ companies }: { companies: readonly OwnMembership[] }) {
  const change = useSwitchMerchant();
  const current = companies.find(({ isCurrent }) => isCurrent)?.merchantId;
  const target = change.isPending || change.isSuccess ? change.variables : undefined;

  async function go(merchantId: string) {
    if (merchantId === current || target !== undefined) return;
    try {
      await change.mutateAsync(merchantId);
      await leaveFor(paths.applications);
    } catch {
      // The mutation shows its error in the menu.
    }
  }

  return (
    <>
      <DropdownMenuLabel>Companies</DropdownMenuLabel>
      <DropdownMenuRadioGroup aria-label="Companies" value={current} onValueChange={go}>
        {companies.map(({ merchantId, merchantName }) => (
          <DropdownMenuRadioItem
            key={merchantId}
            value={merchantId}
            onSelect={(event) => event.preventDefault()}
          >
            <bdi className="wrap-anywhere min-w-0 py-1.5">{merchantName}</bdi>
            {target === merchantId && <Spinner className="ml-auto" />}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      {change.error && (
        <Notice tone="danger" role="alert" className="m-1">
          {describeFailure(change.error)}
        </Notice>
      )}
      <DropdownMenuSeparator />
    </>
  );
}
