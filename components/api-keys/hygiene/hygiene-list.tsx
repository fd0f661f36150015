"use client";

import { CircleCheck } from "lucide-react";
import { useRef, useState } from "react";
import { AllInOrder } from "#components/api-keys/hygiene/all-in-order.tsx";
import { FindingFilter } from "#components/api-keys/hygiene/finding-filter.tsx";
import { hygieneSearch, readFinding } from "#components/api-keys/hygiene/hygiene-address.ts";
import {
  type RenderedHygiene,
  useForgetRow,
  useHygiene,
  useHygieneCounts,
} from "#components/api-keys/hygiene/hygiene-queries.ts";
import { HygieneRow } from "#components/api-keys/hygiene/hygiene-row.tsx";
import { HygieneTable, HygieneTableSkeleton } from "#components/api-keys/hygiene/hygiene-table.tsx";
import { findingWords, type Remedy } from "#components/api-keys/hygiene/hygiene-words.ts";
import { remedyDialogs } from "#components/api-keys/hygiene/remedy-dialogs.ts";
import { type RevokedKey, RevokedToast } from "#components/api-keys/revocation/revoked-toast.tsx";
import { useAddressSearch } from "#components/hooks/address-search.ts";
import { ListFailure } from "#components/list-failure.tsx";
import { Link } from "#components/navigation/link.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import type { HygieneFinding } from "#lib/api-keys/constants.ts";
import type { KeyPolicy, HygieneRow as Row } from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

interface HygieneListProps {
  rendered: RenderedHygiene;
  policies: Record<Environment, KeyPolicy>;
  mayWrite: boolean;
}

interface Treatment {
  row: Row;
  remedy: Remedy;
  button: HTMLElement;
  tableRow: HTMLElement | null;
}

export function HygieneList({ rendered, policies, mayWrite }: HygieneListProps) {
  const { search, change } = useAddressSearch(hygieneSearch(rendered.finding));
  const finding = readFinding(new URLSearchParams(search).get("finding"));
  const show = (chosen: HygieneFinding | undefined) => change(hygieneSearch(chosen), "push");
  const list = useHygiene(finding, rendered);
  const counts = useHygieneCounts(rendered);
  const forgetRow = useForgetRow();
  const [treatment, setTreatment] = useState<Treatment | null>(null);
  const [revoked, setRevoked] = useState<RevokedKey | null>(null);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);

  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  const isCurrent = list.data !== undefined && !list.isPlaceholderData;
  const hasNone = isCurrent && rows.length === 0 && !list.hasNextPage;
  const isAllInOrder = hasNone && (!finding || Object.values(counts).every((count) => count === 0));
  const row =
    treatment &&
    (rows.find(({ apiKey }) => apiKey.id === treatment.row.apiKey.id) ?? treatment.row);
  const dialog = treatment && {
    onClose: () => setTreatment(null),
    // Keeps the focus close to the remedy, on an element that still exists.
    returnFocus: () => {
      const { button, tableRow } = treatment;
      if (button.isConnected) return button;
      return tableRow?.isConnected ? tableRow.querySelector("button") : heading.current;
    },
  };
  const { revoke: RevokeDialog, ...changes } = remedyDialogs;
  const ChangeDialog = treatment && treatment.remedy !== "revoke" && changes[treatment.remedy];

  return (
    <>
      <FindingFilter finding={finding} counts={counts} onChoose={show} />
      <section aria-labelledby="hygiene-heading">
        <div
          className={classNames(
            "mb-4 flex min-h-9 flex-wrap items-center justify-between gap-3",
            isAllInOrder && !finding && "sr-only",
          )}
        >
          <h2
            ref={heading}
            id="hygiene-heading"
            tabIndex={-1}
            className="font-semibold text-lg tracking-tight"
          >
            {finding ? findingWords[finding].label : "All findings"}
          </h2>
          {finding && (
            <Link
              href={paths.hygiene}
              scroll={false}
              onNavigate={(event) => {
                event.preventDefault();
                show(undefined);
                heading.current?.focus();
              }}
              className="rounded text-muted text-sm underline underline-offset-2 hover:text-text"
            >
              Show all findings
            </Link>
          )}
        </div>
        {rows.length === 0 && !hasNone && !list.error && <HygieneTableSkeleton />}
        {rows.length > 0 && (
          <HygieneTable isOutdated={list.isPlaceholderData}>
            {rows.map((row) => (
              <HygieneRow
                key={row.apiKey.id}
                row={row}
                onRemedy={
                  mayWrite
                    ? (chosen, remedy, button) => {
                        const tableRow = button.closest("tr");
                        setTreatment({ row: chosen, remedy, button, tableRow });
                      }
                    : undefined
                }
              />
            ))}
          </HygieneTable>
        )}
        {isAllInOrder && <AllInOrder />}
        {finding && hasNone && !isAllInOrder && (
          <EmptyState
            illustration={<CircleCheck strokeWidth={1.5} className="size-10 text-success-text" />}
            title="Nothing to fix"
          >
            {findingWords[finding].none}
          </EmptyState>
        )}
        <ListFailure query={list} />
        {rows.length > 0 && (
          <LoadMore
            shown={rows.length}
            hasMore={list.hasNextPage && !list.isPlaceholderData}
            isLoading={list.isFetchingNextPage}
            onLoad={async () => (await list.fetchNextPage()).hasNextPage}
          />
        )}
      </section>
      {dialog && row && ChangeDialog && (
        <ChangeDialog
          {...dialog}
          row={row}
          policy={policies[row.apiKey.environment]}
          onDone={setSaid}
        />
      )}
      {dialog && row && treatment?.remedy === "revoke" && (
        <RevokeDialog
          {...dialog}
          apiKey={row.apiKey}
          onRevoked={(isUndoable, finality) => {
            setRevoked({ apiKey: row.apiKey, isUndoable, finality });
            forgetRow(row);
          }}
        />
      )}
      <LiveRegion>
        {said} {isAllInOrder && "No issues found."}
      </LiveRegion>
      <div className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex flex-col items-center px-4 pb-4">
        {revoked && (
          <RevokedToast key={revoked.apiKey.id} {...revoked} onClose={() => setRevoked(null)} />
        )}
      </div>
    </>
  );
}
