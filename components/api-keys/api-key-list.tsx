"use client";

import { useRef, useState } from "react";
import { ApiKeyRow } from "#components/api-keys/api-key-row.tsx";
import { ApiKeyTable } from "#components/api-keys/api-key-table.tsx";
import { CreateApiKeyDialog } from "#components/api-keys/create-api-key-dialog.tsx";
import { KeyBlank } from "#components/api-keys/key-blank.tsx";
import { useApiKeys } from "#components/api-keys/queries.ts";
import { RevokeApiKeyDialog } from "#components/api-keys/revoke-api-key-dialog.tsx";
import { ListFailure } from "#components/list-failure.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";
import type { Page } from "#lib/schema.ts";

interface ApiKeyListProps {
  application: Application;
  firstPage: Page<ApiKey>;
  renderedAt: number;
  mayWrite: boolean;
}

export function ApiKeyList({ application, firstPage, renderedAt, mayWrite }: ApiKeyListProps) {
  const list = useApiKeys(application.id, firstPage, renderedAt);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const [said, setSaid] = useState("");
  const revokeButton = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const keys = list.data.pages.flatMap((page) => page.data);

  return (
    <section aria-labelledby="api-keys-heading">
      <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h2
          ref={heading}
          id="api-keys-heading"
          tabIndex={-1}
          className="font-semibold text-lg tracking-tight outline-none"
        >
          API keys
        </h2>
        {mayWrite && keys.length > 0 && <CreateApiKeyDialog application={application} />}
      </div>
      {keys.length === 0 ? (
        <EmptyState
          illustration={<KeyBlank />}
          title="No API keys yet"
          action={mayWrite && <CreateApiKeyDialog application={application} />}
        >
          {mayWrite
            ? "Create one for each place that calls the API, so that each can be revoked by itself."
            : "Once a developer, admin or owner has created API keys, you see them here."}
        </EmptyState>
      ) : (
        <>
          <ApiKeyTable>
            {keys.map((apiKey) => (
              <ApiKeyRow
                key={apiKey.id}
                apiKey={apiKey}
                onRevoke={
                  mayWrite
                    ? (chosen, button) => {
                        revokeButton.current = button;
                        setRevoking(chosen);
                      }
                    : undefined
                }
              />
            ))}
          </ApiKeyTable>
          <ListFailure query={list} />
          <LoadMore
            shown={keys.length}
            hasMore={list.hasNextPage}
            isLoading={list.isFetchingNextPage}
            onLoad={async () => (await list.fetchNextPage()).hasNextPage}
          />
        </>
      )}
      {revoking && (
        <RevokeApiKeyDialog
          apiKey={revoking}
          onRevoked={() => setSaid(`${revoking.description} is revoked`)}
          onClose={() => setRevoking(null)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const isThere = revokeButton.current?.isConnected;
            (isThere ? revokeButton : heading).current?.focus();
          }}
        />
      )}
      <LiveRegion>{said}</LiveRegion>
    </section>
  );
}
