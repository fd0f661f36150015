import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { allAuditEvents } from "#components/audit/queries.ts";
import { ApiError, api } from "#lib/api-client.ts";
import type { ApiToken, CreateApiTokenBody, CreatedApiToken } from "#lib/api-tokens/schema.ts";
import type { Page } from "#lib/schema.ts";

const allApiTokens = ["api-tokens"] as const;
const listKey = [...allApiTokens, "list"] as const;

/** Invalidates everything that shows API tokens; resolves when the list is fetched again. */
export function useApiTokensChanged() {
  const queryClient = useQueryClient();
  return useCallback(() => {
    void queryClient.invalidateQueries({ queryKey: allAuditEvents });
    return queryClient.invalidateQueries({ queryKey: listKey });
  }, [queryClient]);
}

/** Returns the visible API tokens, initially the first page, rendered at `renderedAt`. */
export function useApiTokens(firstPage: Page<ApiToken>, renderedAt: number) {
  return useInfiniteQuery({
    queryKey: listKey,
    queryFn: ({ pageParam, signal }) => api.listApiTokens({ cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    initialData: { pages: [firstPage], pageParams: [undefined] },
    initialDataUpdatedAt: renderedAt,
  });
}

/** Creates a token. `reveal` receives it first; TanStack Query only keeps the rest. */
export function useCreateApiToken(reveal: (created: CreatedApiToken) => void) {
  const onSettled = useApiTokensChanged();
  return useMutation({
    mutationFn: async (body: CreateApiTokenBody): Promise<void> => {
      reveal(await api.createApiToken(body));
    },
    onSettled,
    gcTime: 0,
  });
}

export function useRevokeApiToken() {
  const onSettled = useApiTokensChanged();
  return useMutation({
    mutationFn: async (tokenId: string) => {
      try {
        await api.revokeApiToken({ id: tokenId });
      } catch (failure) {
        // It has been revoked or has expired meanwhile.
        if (!(failure instanceof ApiError && failure.status === 404)) throw failure;
      }
    },
    onSettled,
  });
}

const pollMilliseconds = 2_000;

/** Returns whether a new token has been used; polls until then. */
export function useIsTokenUsed(tokenId: string, isWatched: boolean): boolean {
  const query = useQuery({
    queryKey: [...allApiTokens, "first-call", tokenId],
    enabled: isWatched,
    queryFn: async ({ signal }) => {
      const { data } = await api.listApiTokens({}, { signal });
      return data.some(({ id, lastUsedAt }) => id === tokenId && lastUsedAt !== null);
    },
    refetchInterval: ({ state }) =>
      state.data === true || (state.error instanceof ApiError && state.error.status >= 400)
        ? false
        : pollMilliseconds,
    retry: false,
    gcTime: 0,
  });
  return query.data === true;
}
