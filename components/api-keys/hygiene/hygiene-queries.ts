import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { allHygiene, useApiKeysChanged } from "#components/api-keys/queries.ts";
import { api } from "#lib/api-client.ts";
import type { HygieneFinding } from "#lib/api-keys/constants.ts";
import type { ApiKey, HygieneCounts, HygieneRow, UpdateApiKeyBody } from "#lib/api-keys/schema.ts";
import type { Page } from "#lib/schema.ts";

const lists = [...allHygiene, "list"] as const;
const counts = [...allHygiene, "counts"] as const;

/** Server-rendered counts and first page of a finding, with the time. */
export interface RenderedHygiene {
  page: Page<HygieneRow>;
  counts: HygieneCounts;
  finding: HygieneFinding | undefined;
  renderedAt: number;
}

/** Returns the keys with a finding; shows the previous finding's until they are loaded. */
export function useHygiene(finding: HygieneFinding | undefined, rendered: RenderedHygiene) {
  return useInfiniteQuery({
    queryKey: [...lists, finding ?? "any"],
    queryFn: ({ pageParam, signal }) => api.listHygiene({ finding, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    initialData:
      finding === rendered.finding
        ? { pages: [rendered.page], pageParams: [undefined] }
        : undefined,
    initialDataUpdatedAt: rendered.renderedAt,
    placeholderData: keepPreviousData,
  });
}

/** Returns the number of keys per finding. */
export function useHygieneCounts(rendered: RenderedHygiene): HygieneCounts {
  return useQuery({
    queryKey: counts,
    queryFn: ({ signal }) => api.countHygiene(signal),
    initialData: rendered.counts,
    initialDataUpdatedAt: rendered.renderedAt,
  }).data;
}

/**
 * Changes a key in the version that was read. Settles after the lists are updated, even on failure.
 */
export function useRemedy({ applicationId, id, version }: ApiKey) {
  const queryClient = useQueryClient();
  const onKeysChanged = useApiKeysChanged(applicationId);
  return useMutation({
    mutationFn: (changes: Omit<UpdateApiKeyBody, "version">) =>
      api.updateApiKey({ id: applicationId, keyId: id, ...changes, version }),
    onSettled: () => {
      onKeysChanged();
      return queryClient.invalidateQueries({ queryKey: allHygiene });
    },
  });
}

/** Removes a just revoked key from the lists and counts before they are fetched again. */
export function useForgetRow() {
  const queryClient = useQueryClient();
  return ({ apiKey, findings }: HygieneRow) => {
    queryClient.setQueriesData<InfiniteData<Page<HygieneRow>>>(
      { queryKey: lists },
      (list) =>
        list && {
          ...list,
          pages: list.pages.map((page) => ({
            ...page,
            data: page.data.filter((row) => row.apiKey.id !== apiKey.id),
          })),
        },
    );
    queryClient.setQueryData<HygieneCounts>(
      counts,
      (known) =>
        known && {
          ...known,
          ...Object.fromEntries(findings.map((name) => [name, Math.max(0, known[name] - 1)])),
        },
    );
  };
}
