import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import type { KeyFilters } from "#components/api-keys/list/key-filters.ts";
import { describeFinality } from "#components/api-keys/revocation/finality.ts";
import { allApplications } from "#components/applications/queries.ts";
import { allAuditEvents } from "#components/audit/queries.ts";
import { isRefusal } from "#components/submit-failure.ts";
import { ApiError, api } from "#lib/api-client.ts";
import type { KeyStatus } from "#lib/api-keys/constants.ts";
import type { ApiKey, CreateApiKeyBody, CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { Page } from "#lib/schema.ts";

export const getKeysKey = (applicationId: string) => ["api-keys", applicationId] as const;
const getListsKey = (applicationId: string) => [...getKeysKey(applicationId), "list"] as const;

/** Hygiene findings across applications. */
export const allHygiene = ["hygiene"] as const;

/** Invalidates everything that shows or counts an application's keys. */
export function useApiKeysChanged(applicationId: string) {
  const queryClient = useQueryClient();
  return useCallback(() => {
    void queryClient.invalidateQueries({ queryKey: getKeysKey(applicationId) });
    void queryClient.invalidateQueries({ queryKey: allApplications });
    void queryClient.invalidateQueries({ queryKey: allHygiene });
    void queryClient.invalidateQueries({ queryKey: allAuditEvents });
  }, [queryClient, applicationId]);
}

/** Server-rendered first page for its filters, with the time. */
export interface RenderedKeys {
  page: Page<ApiKey>;
  filters: KeyFilters;
  renderedAt: number;
}

/**
 * Returns an application's keys, initially the rendered ones if the filters are the same; shows the
 * previous filters' keys until the new ones are loaded.
 */
export function useApiKeys(applicationId: string, filters: KeyFilters, rendered: RenderedKeys) {
  const isRendered = JSON.stringify(filters) === JSON.stringify(rendered.filters);
  return useInfiniteQuery({
    queryKey: [...getListsKey(applicationId), filters],
    queryFn: ({ pageParam, signal }) =>
      api.listApiKeys({ id: applicationId, ...filters, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    initialData: isRendered ? { pages: [rendered.page], pageParams: [undefined] } : undefined,
    initialDataUpdatedAt: rendered.renderedAt,
    placeholderData: keepPreviousData,
  });
}

const activeKeysLimit = 100;

/** Returns keys that prevent the deletion of an application, at most one page. */
export function useActiveApiKeys(applicationId: string) {
  return useQuery({
    queryKey: [...getKeysKey(applicationId), "active"],
    queryFn: async ({ signal }) => {
      const list = (status: KeyStatus) =>
        api.listApiKeys({ id: applicationId, status, limit: activeKeysLimit }, { signal });
      const pages = await Promise.all([list("active"), list("rotating")]);
      return pages.flatMap(({ data }) => data);
    },
  });
}

interface CreateApiKeyRequest {
  body: CreateApiKeyBody;
  /** Reused by all attempts at one key. */
  idempotencyKey: string;
}

/**
 * Creates a key. `reveal` receives the full key first, even if the page has been left meanwhile;
 * TanStack Query only keeps the rest.
 */
export function useCreateApiKey(applicationId: string, reveal: (created: CreatedApiKey) => void) {
  const onSettled = useApiKeysChanged(applicationId);
  return useMutation({
    mutationFn: async ({ body, idempotencyKey }: CreateApiKeyRequest): Promise<void> => {
      reveal(await api.createApiKey({ id: applicationId, ...body }, { idempotencyKey }));
    },
    // Safe because of the idempotency key: a retry returns a lost response, including the full key.
    retry: (count, failure) => count < 2 && !isRefusal(failure),
    retryDelay: 1_000,
    onSettled,
    gcTime: 0,
  });
}

/** Revokes a key, and returns a message if that is not final yet. */
async function revokeApiKey(id: string, key: { keyId: string; reason?: string }) {
  const effect = await api.revokeApiKey({ id, ...key }, { wantsBody: true });
  return effect ? describeFinality(effect.effectiveAt, new Date()) : null;
}

export function useRevokeApiKey(applicationId: string) {
  const queryClient = useQueryClient();
  const onKeysChanged = useApiKeysChanged(applicationId);
  return useMutation({
    mutationFn: (key: { keyId: string; reason?: string }) => revokeApiKey(applicationId, key),
    onSuccess: (_, { keyId, reason = null }) => {
      const revoke = (apiKey: ApiKey): ApiKey =>
        apiKey.id !== keyId || apiKey.status === "revoked"
          ? apiKey
          : {
              ...apiKey,
              status: "revoked",
              revokedAt: new Date().toISOString(),
              revokedReason: reason,
            };
      queryClient.setQueriesData<InfiniteData<Page<ApiKey>>>(
        { queryKey: getListsKey(applicationId) },
        (list) =>
          list && {
            ...list,
            pages: list.pages.map((page) => ({ ...page, data: page.data.map(revoke) })),
          },
      );
      onKeysChanged();
    },
  });
}

/** One of many revocations: the caller invalidates the lists once at the end. */
export function useRevokeOneOfMany(applicationId: string) {
  return useMutation({
    mutationFn: (key: { keyId: string; reason?: string }) => revokeApiKey(applicationId, key),
  });
}

export function useRestoreApiKey(applicationId: string) {
  const onSettled = useApiKeysChanged(applicationId);
  return useMutation({
    mutationFn: ({ keyId }: { keyId: string }) => api.restoreApiKey({ id: applicationId, keyId }),
    onSettled,
  });
}

const pollMilliseconds = 2_000;

/** Returns whether the key, or a rotation's new secret, has been used; polls until then. */
export function useFirstCall(
  { applicationId, id, keyPrefix, rotation }: ApiKey,
  isWatched: boolean,
): boolean {
  const made = { keyPrefix, rotation };
  const query = useQuery({
    queryKey: [...getKeysKey(applicationId), "first-call", id, keyPrefix],
    enabled: isWatched,
    queryFn: async ({ signal }) =>
      isUsed(made, await api.getApiKey({ id: applicationId, keyId: id }, { signal })),
    refetchInterval: ({ state }) =>
      state.data === true || (state.error instanceof ApiError && state.error.status >= 400)
        ? false
        : pollMilliseconds,
    retry: false,
    gcTime: 0,
  });
  return query.data === true;
}

function isUsed(
  made: Pick<ApiKey, "keyPrefix" | "rotation">,
  { rotation, keyPrefix, lastUsedAt }: ApiKey,
): boolean {
  if (!made.rotation) return lastUsedAt !== null;
  if (rotation) return rotation.firstUsedAt !== null;
  // Without an overlap the first use ends the rotation.
  return keyPrefix === made.keyPrefix && (lastUsedAt ?? "") >= made.rotation.startedAt;
}
