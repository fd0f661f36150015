import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type { AuditEvent, AuditFilters } from "#lib/audit/schema.ts";
import type { Page } from "#lib/schema.ts";

/** Query key of all event lists; invalidated after every recorded action. */
export const allAuditEvents = ["audit-events"] as const;

/** Server-rendered events, with time and filters. */
export interface FirstPage {
  filters: AuditFilters;
  page: Page<AuditEvent>;
  renderedAt: number;
}

/** Returns the filtered events; shows the previous ones until they are loaded. */
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

/** Returns the last events of a key, fetched again for each `state`. */
export function useKeyHistory(applicationId: string, keyId: string, state: string) {
  return useQuery({
    queryKey: [...allAuditEvents, "key", applicationId, keyId, state],
    queryFn: ({ signal }) =>
      api.listAuditEvents({ applicationId, keyId, limit: historyLength }, { signal }),
    placeholderData: (previous) => previous,
  });
}
