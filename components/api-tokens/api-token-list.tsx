"use client";

import { useRef, useState } from "react";
import { ApiTokenTable } from "#components/api-tokens/api-token-table.tsx";
import {
  CreateApiTokenDialog,
  createApiTokenButtonId,
} from "#components/api-tokens/create-api-token-dialog.tsx";
import { useApiTokens } from "#components/api-tokens/queries.ts";
import { RevokeApiTokenDialog } from "#components/api-tokens/revoke-api-token-dialog.tsx";
import { TokenRibbon } from "#components/api-tokens/token-ribbon.tsx";
import { ListFailure } from "#components/list-failure.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { ApiToken } from "#lib/api-tokens/schema.ts";
import { permissionsOf, type Role } from "#lib/merchants/schema.ts";
import type { Page } from "#lib/schema.ts";

interface ApiTokenListProps {
  firstPage: Page<ApiToken>;
  renderedAt: number;
  role: Role;
}

export function ApiTokenList({ firstPage, renderedAt, role }: ApiTokenListProps) {
  const list = useApiTokens(firstPage, renderedAt);
  const tokens = list.data.pages.flatMap((page) => page.data);
  const isEverybodys = permissionsOf(role).includes("members:write");
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const revokeButton = useRef<HTMLElement>(null);
  const create = <CreateApiTokenDialog role={role} />;

  return (
    <>
      <PageHeader
        title="API tokens"
        description={
          isEverybodys
            ? "For machines that call this portal's own API: yours, and those of your colleagues."
            : "For your machines that call this portal's own API, such as a deployment."
        }
        action={tokens.length > 0 && create}
      />
      {tokens.length === 0 ? (
        <EmptyState illustration={<TokenRibbon />} title="No API tokens yet" action={create}>
          A token lets a machine do in your name what its scopes say, such as rotating keys in a
          deployment. It ends with your access to the company, and by itself within a year.
        </EmptyState>
      ) : (
        <ApiTokenTable
          tokens={tokens}
          isEverybodys={isEverybodys}
          onRevoke={(token, button) => {
            revokeButton.current = button;
            setRevoking(token);
          }}
        />
      )}
      <ListFailure query={list} />
      <LoadMore
        shown={tokens.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onLoad={async () => (await list.fetchNextPage()).hasNextPage}
      />
      {revoking && (
        <RevokeApiTokenDialog
          token={revoking}
          onClose={() => setRevoking(null)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const place = document.getElementById(createApiTokenButtonId);
            (revokeButton.current?.isConnected ? revokeButton.current : place)?.focus();
          }}
        />
      )}
    </>
  );
}
