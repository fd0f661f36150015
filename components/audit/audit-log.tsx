"use client";

import { Download, X } from "lucide-react";
import { useState } from "react";
import { AuditFilterFields } from "#components/audit/audit-filters.tsx";
import { AuditTable, AuditTableSkeleton } from "#components/audit/audit-table.tsx";
import { EventRow } from "#components/audit/event-row.tsx";
import { LogBook } from "#components/audit/log-book.tsx";
import { type FirstPage, useAuditEvents } from "#components/audit/queries.ts";
import { type AuditView, readView, toFilters, toSearch } from "#components/audit/view.ts";
import { useAddressSearch } from "#components/hooks/address-search.ts";
import { ListFailure } from "#components/list-failure.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { classNames } from "#components/ui/class-names.ts";
import { ClearFilters } from "#components/ui/clear-filters.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import type { AuditChoices, AuditEvent, AuditFilters } from "#lib/audit/schema.ts";
import { apiPaths, paths } from "#lib/paths.ts";

interface AuditLogProps {
  /** The query of the page's URL on the server. */
  renderedSearch: string;
  first: FirstPage;
  choices: AuditChoices;
}

export function AuditLog({ renderedSearch, first, choices }: AuditLogProps) {
  const { search, change } = useAddressSearch(renderedSearch);
  const view = readView(new URLSearchParams(search));
  const [pickedAt, setPickedAt] = useState(0);
  const filters = toFilters(view, Math.max(pickedAt, first.renderedAt));
  const list = useAuditEvents(filters, first);
  const events = list.data?.pages.flatMap((page) => page.data);
  const isFiltered = toSearch(view) !== "";

  function show(next: AuditView) {
    setPickedAt(Date.now());
    change(toSearch(next), "push");
  }

  return (
    <>
      <AuditFilterFields
        view={view}
        choices={choices}
        onPick={(part) => show({ ...view, ...part })}
        onType={(part) => change(toSearch({ ...view, ...part }), "replace")}
      />
      <div className="mt-4 mb-4 flex min-h-9 flex-wrap items-center gap-2">
        {view.keyId && (
          <KeyChip
            name={nameOfKey(events, view.keyId)}
            onRemove={() => show({ ...view, keyId: undefined })}
          />
        )}
        {isFiltered && (
          <ClearFilters
            href={paths.auditLog}
            onClear={() => show({})}
            className={buttonStyles({ variant: "ghost", size: "small", className: "first:-ml-3" })}
          />
        )}
        <ExportLinks filters={filters} />
      </div>
      {events && events.length > 0 && (
        <div
          aria-busy={list.isPlaceholderData}
          className={classNames("transition-opacity", list.isPlaceholderData && "opacity-60")}
        >
          <AuditTable>
            {events.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </AuditTable>
        </div>
      )}
      {events?.length === 0 && <NoEvents isFiltered={isFiltered} />}
      {!events && !list.error && <AuditTableSkeleton />}
      <ListFailure query={list} />
      {events && (
        <LoadMore
          shown={events.length}
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          onLoad={async () => (await list.fetchNextPage()).hasNextPage}
        />
      )}
    </>
  );
}

function nameOfKey(events: AuditEvent[] | undefined, keyId: string): string {
  return events?.find((event) => event.keyId === keyId)?.keyDescription ?? keyId;
}

function KeyChip({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-8 min-w-0 items-center gap-1 rounded-full bg-accent-soft pr-1 pl-3 text-accent-text text-sm">
      <span className="truncate">
        Key: <bdi className="font-medium">{name}</bdi>
      </span>
      <button
        type="button"
        aria-label={`Remove filter: key ${name}`}
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-full hover:bg-hover"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

function ExportLinks({ filters }: { filters: AuditFilters }) {
  const address = (format: string) =>
    `${apiPaths.exportAuditEvents}?${new URLSearchParams({ format, ...filters })}`;
  const look = buttonStyles({ variant: "secondary", size: "small" });
  return (
    <div className="ml-auto flex items-center gap-2">
      <a href={address("csv")} download className={look}>
        <Download aria-hidden />
        Export CSV
      </a>
      <a href={address("jsonl")} download className={look}>
        <Download aria-hidden />
        JSON Lines
      </a>
    </div>
  );
}

function NoEvents({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState illustration={<LogBook />} title="No matching events">
      Try fewer or different filters.
    </EmptyState>
  ) : (
    <EmptyState illustration={<LogBook />} title="No events yet">
      Every change to applications and API keys appears here.
    </EmptyState>
  );
}
