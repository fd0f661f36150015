"use client";

import { BulkRevokeDialog } from "#components/api-keys/revocation/lazy-dialogs.ts";
import { prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { Button } from "#components/ui/button.tsx";

interface SelectionBarProps {
  count: number;
  /** How many more can be selected of what is shown. */
  others: number;
  onSelectAll: () => void;
  onRevoke: () => void;
  onClear: () => void;
}

/** What can be done with the selected keys. */
export function SelectionBar({ count, others, onSelectAll, onRevoke, onClear }: SelectionBarProps) {
  return (
    <section
      aria-label="Selected API keys"
      data-selection-bar
      className="pointer-events-auto flex w-full max-w-md animate-appear items-center gap-1 rounded-xl border border-border bg-raised py-2 pr-2 pl-4 shadow-raised"
    >
      <span role="status" className="mr-auto whitespace-nowrap font-medium text-sm tabular-nums">
        {count} selected
      </span>
      {/* The box in the headings does it where the headings are in sight. */}
      {others > 0 && (
        <Button
          variant="ghost"
          size="small"
          aria-label="Select all shown"
          onClick={onSelectAll}
          className="px-2 md:hidden"
        >
          All
        </Button>
      )}
      <Button variant="ghost" size="small" onClick={onClear} className="px-2">
        Clear
      </Button>
      <Button
        variant="danger"
        size="small"
        {...prefetchOnApproach(BulkRevokeDialog)}
        onClick={onRevoke}
      >
        Revoke
      </Button>
    </section>
  );
}
