import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { allAuditEvents } from "#components/audit/queries.ts";
import { ApiError, api } from "#lib/api-client.ts";
import type { ApiToken, CreateApiTokenBody, CreatedApiToken } from "#lib/api-tokens/schema.ts";
import type { Page } from "#lib/schema.ts";

const allApiTokens = ["api-tokens"] as const;
const listKey = [...allApiTokens, "list"] as const;

/** Marks as stale all that shows API tokens or tells of them; resolves when the list is read anew. */
export function useApiTokensChanged() {
  const queryClient = useQueryClient();
  return useCallback(() => {
    void queryClient.invalidateQueries({ queryKey: allAuditEvents });
    return queryClient.invalidateQueries({ queryKey: listKey });
  }, [queryClient]);
}

/** The API tokens that the reader may see; the server's first page, rendered at `renderedAt`, starts it. */
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

/**
 * Creates a token. `reveal` takes it before anything else can happen to it; what TanStack Query gets
 * to keep is the rest.
 */
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
        // Somebody else has revoked it, or it has expired.
        if (!(failure instanceof ApiError && failure.status === 404)) throw failure;
      }
    },
    onSettled,
  });
}

const pollMilliseconds = 2_000;

/** Whether a token that was just made has been used; asked until it has. */
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
