"use client";

import { ApplicationRow } from "#components/applications/application-row.tsx";
import { ApplicationTable } from "#components/applications/application-table.tsx";
import { CreateApplicationButton } from "#components/applications/create-application-button.tsx";
import { KeyRack } from "#components/applications/key-rack.tsx";
import { useApplications } from "#components/applications/queries.ts";
import { ListFailure } from "#components/list-failure.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import type { Application } from "#lib/applications/schema.ts";
import type { Page } from "#lib/schema.ts";

interface ApplicationListProps {
  firstPage: Page<Application>;
  renderedAt: number;
  mayCreate: boolean;
}

export function ApplicationList({ firstPage, renderedAt, mayCreate }: ApplicationListProps) {
  const list = useApplications(firstPage, renderedAt);
  const applications = list.data.pages.flatMap((page) => page.data);

  if (applications.length === 0) {
    return (
      <EmptyState
        illustration={<KeyRack />}
        title="No applications yet"
        action={mayCreate && <CreateApplicationButton isFirst />}
      >
        An application is one of your systems, such as a shop or a billing server. Each application
        has its own API keys.
        {!mayCreate && " To create one, ask a developer, admin, or owner."}
      </EmptyState>
    );
  }
  return (
    <>
      <ApplicationTable>
        {applications.map((application) => (
          <ApplicationRow key={application.id} application={application} />
        ))}
      </ApplicationTable>
      <ListFailure query={list} />
      <LoadMore
        shown={applications.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onLoad={async () => (await list.fetchNextPage()).hasNextPage}
      />
    </>
  );
}
