"use client";

import { SearchX } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { CreateApiKeyButton } from "#components/api-keys/create/create-api-key-button.tsx";
import { ApiKeyFilterBar } from "#components/api-keys/list/api-key-filter-bar.tsx";
import { ApiKeyRow } from "#components/api-keys/list/api-key-row.tsx";
import { ApiKeyTable, ApiKeyTableSkeleton } from "#components/api-keys/list/api-key-table.tsx";
import { useKeyFilters } from "#components/api-keys/list/filter-address.ts";
import { KeyBlank } from "#components/api-keys/list/key-blank.tsx";
import { isFiltered, toSearch } from "#components/api-keys/list/key-filters.ts";
import { SelectionBar } from "#components/api-keys/list/selection-bar.tsx";
import { type RenderedKeys, useApiKeys } from "#components/api-keys/queries.ts";
import {
  BulkRevokeDialog,
  RevokeApiKeyDialog,
} from "#components/api-keys/revocation/lazy-dialogs.ts";
import { type RevokedKey, RevokedToast } from "#components/api-keys/revocation/revoked-toast.tsx";
import { useSelection } from "#components/hooks/selection.ts";
import { ListFailure } from "#components/list-failure.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { ClearFilters } from "#components/ui/clear-filters.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import type { ApiKey, KeyPolicy } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

interface ApiKeyListProps {
  application: Application;
  rendered: RenderedKeys;
  policy: KeyPolicy;
  mayWrite: boolean;
}

export function ApiKeyList({ application, rendered, policy, mayWrite }: ApiKeyListProps) {
  const { filters, change } = useKeyFilters(rendered.filters);
  const list = useApiKeys(application.id, filters, rendered);
  const keys = list.data?.pages.flatMap((page) => page.data) ?? [];
  const revocable = mayWrite ? keys.filter(({ status }) => status !== "revoked") : [];
  const selection = useSelection(
    revocable.map(({ id }) => id),
    toSearch(filters),
  );
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const [revokingMany, setRevokingMany] = useState<readonly ApiKey[] | null>(null);
  const [revoked, setRevoked] = useState<RevokedKey | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const search = useCallback((q: string) => change({ q: q || undefined }, "replace"), [change]);
  const clearFilters = () => {
    change({ q: undefined, status: undefined }, "push");
    heading.current?.focus();
  };

  const isEmpty = list.data !== undefined && keys.length === 0;
  const hasNone = isEmpty && !isFiltered(filters) && !list.isPlaceholderData;
  const selected = selection.selected.length;

  return (
    <section aria-labelledby="api-keys-heading">
      <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h2
          ref={heading}
          id="api-keys-heading"
          tabIndex={-1}
          className="font-semibold text-lg tracking-tight"
        >
          API keys
        </h2>
        {mayWrite && !hasNone && <CreateApiKeyButton application={application} policy={policy} />}
      </div>
      {hasNone ? (
        <EmptyState
          illustration={<KeyBlank />}
          title="No API keys yet"
          action={mayWrite && <CreateApiKeyButton application={application} policy={policy} />}
        >
          {mayWrite
            ? "Create one key for each place that calls the API, so that you can revoke each separately."
            : "Keys that a developer, admin, or owner creates appear here."}
        </EmptyState>
      ) : (
        <>
          <ApiKeyFilterBar filters={filters} onChange={change} onSearch={search} />
          {!list.data && !list.error && <ApiKeyTableSkeleton mayWrite={mayWrite} />}
          {isEmpty && (
            <EmptyState
              illustration={<SearchX strokeWidth={1.5} className="size-10" />}
              title="No matching API keys"
              action={
                <ClearFilters
                  href={paths.application(application.id)}
                  onClear={clearFilters}
                  className={buttonStyles({ variant: "secondary" })}
                />
              }
            >
              Try a different search or status.
            </EmptyState>
          )}
          {keys.length > 0 && (
            <ApiKeyTable
              sort={filters.sort}
              onSort={(sort) => change({ sort }, "push")}
              isOutdated={list.isPlaceholderData}
              selection={
                mayWrite
                  ? {
                      state: selected > 0 && (selected === revocable.length || "indeterminate"),
                      onChange: selection.setAll,
                    }
                  : undefined
              }
            >
              {keys.map((apiKey) => (
                <ApiKeyRow
                  key={apiKey.id}
                  apiKey={apiKey}
                  actions={
                    mayWrite
                      ? {
                          isTicked: selection.has(apiKey.id) && apiKey.status !== "revoked",
                          onTick: ({ id }, ...how) => selection.toggle(id, ...how),
                          onRevoke: setRevoking,
                        }
                      : undefined
                  }
                />
              ))}
            </ApiKeyTable>
          )}
          <ListFailure query={list} />
          <LoadMore
            shown={keys.length}
            hasMore={list.hasNextPage && !list.isPlaceholderData}
            isLoading={list.isFetchingNextPage}
            onLoad={async () => (await list.fetchNextPage()).hasNextPage}
          />
        </>
      )}
      {revoking && (
        <RevokeApiKeyDialog
          apiKey={revoking}
          onRevoked={(isUndoable, finality) =>
            setRevoked({ apiKey: revoking, isUndoable, finality })
          }
          onClose={() => setRevoking(null)}
        />
      )}
      {revokingMany && (
        <BulkRevokeDialog
          applicationId={application.id}
          keys={revokingMany}
          onClose={() => setRevokingMany(null)}
        />
      )}
      <div className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex flex-col items-center gap-2 px-4 pb-4">
        {selected > 0 && (
          <SelectionBar
            count={selected}
            others={revocable.length - selected}
            onSelectAll={() => selection.setAll(true)}
            onClear={() => {
              selection.clear();
              heading.current?.focus();
            }}
            onRevoke={() => setRevokingMany(revocable.filter(({ id }) => selection.has(id)))}
          />
        )}
        {revoked && (
          <RevokedToast key={revoked.apiKey.id} {...revoked} onClose={() => setRevoked(null)} />
        )}
      </div>
    </section>
  );
}
