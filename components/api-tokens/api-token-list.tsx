"use client";

import { Plus } from "lucide-react";
import { ApiTokenTable } from "#components/api-tokens/api-token-table.tsx";
import { useApiTokens } from "#components/api-tokens/queries.ts";
import { TokenRibbon } from "#components/api-tokens/token-ribbon.tsx";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";
import { ListFailure } from "#components/list-failure.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { ApiToken } from "#lib/api-tokens/schema.ts";
import { getPermissions, type Role } from "#lib/merchants/permissions.ts";
import type { Page } from "#lib/schema.ts";

/** The page has one such button at a time: it has the focus after the new token's dialog. */
const createButtonId = "create-api-token";

const CreateApiTokenDialog = lazyDialog(
  () => import("#components/api-tokens/create-api-token-dialog.tsx"),
  "CreateApiTokenDialog",
);

interface ApiTokenListProps {
  firstPage: Page<ApiToken>;
  renderedAt: number;
  role: Role;
}

export function ApiTokenList({ firstPage, renderedAt, role }: ApiTokenListProps) {
  const list = useApiTokens(firstPage, renderedAt);
  const tokens = list.data.pages.flatMap((page) => page.data);
  const isEverybodys = getPermissions(role).includes("members:write");
  const create = (
    <DialogButton
      draft="create-api-token"
      id={createButtonId}
      dialog={CreateApiTokenDialog}
      dialogProps={{ role, focusAfterId: createButtonId }}
    >
      <Plus aria-hidden />
      Create API token
    </DialogButton>
  );

  return (
    <>
      <PageHeader
        title="API tokens"
        description={
          isEverybodys
            ? "For programs that call this portal's own API: yours and your colleagues'."
            : "For your programs that call this portal's own API, such as a deployment."
        }
        action={tokens.length > 0 && create}
      />
      {tokens.length === 0 ? (
        <EmptyState illustration={<TokenRibbon />} title="No API tokens yet" action={create}>
          A token lets a program act on your behalf, for example to rotate keys in a deployment. It
          expires within a year, or when you lose access to the company.
        </EmptyState>
      ) : (
        <ApiTokenTable tokens={tokens} isEverybodys={isEverybodys} />
      )}
      <ListFailure query={list} />
      <LoadMore
        shown={tokens.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onLoad={async () => (await list.fetchNextPage()).hasNextPage}
      />
    </>
  );
}
