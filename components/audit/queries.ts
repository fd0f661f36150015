import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type { AuditEvent, AuditFilters } from "#lib/audit/schema.ts";
import type { Page } from "#lib/schema.ts";

/** All that shows events; stale after anything that leaves one. */
export const allAuditEvents = ["audit-events"] as const;

/** What the server rendered, when, and with which filters. */
export interface FirstPage {
  filters: AuditFilters;
  page: Page<AuditEvent>;
  renderedAt: number;
}

/** The events that the filters let through; those before stay until the new ones are there. */
export function useAuditEvents(filters: AuditFilters, first: FirstPage) {
  const isFirst = JSON.stringify(filters) === JSON.stringify(first.filters);
  return useInfiniteQuery({
    queryKey: [...allAuditEvents, "list", filters],
    queryFn: ({ pageParam, signal }) =>
      api.listAuditEvents({ ...filters, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
    ...(isFirst && {
      initialData: { pages: [first.page], pageParams: [undefined] },
      initialDataUpdatedAt: first.renderedAt,
    }),
  });
}

const historyLength = 10;

/** The last events of a key, asked for anew in each `state` of it: none is old news in the next. */
export function useKeyHistory(applicationId: string, keyId: string, state: string) {
  return useQuery({
    queryKey: [...allAuditEvents, "key", applicationId, keyId, state],
    queryFn: ({ signal }) =>
      api.listAuditEvents({ applicationId, keyId, limit: historyLength }, { signal }),
    placeholderData: (previous) => previous,
  });
}
