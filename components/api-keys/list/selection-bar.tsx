"use client";

import { BulkRevokeDialog } from "#components/api-keys/revocation/lazy-dialogs.ts";
import { prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { Button } from "#components/ui/button.tsx";

interface SelectionBarProps {
  count: number;
  /** Number of visible rows that can still be selected. */
  others: number;
  onSelectAll: () => void;
  onRevoke: () => void;
  onClear: () => void;
}

/** Actions on the selected keys. */
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
      {/* Where the headings are visible, their checkbox does this. */}
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
