import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getKeysKey, useApiKeysChanged } from "#components/api-keys/queries.ts";
import { isRefusal } from "#components/submit-failure.ts";
import { api } from "#lib/api-client.ts";
import type { ApiKey, CreatedApiKey, UpdateApiKeyBody } from "#lib/api-keys/schema.ts";

type KeyName = Pick<ApiKey, "applicationId" | "id">;

const getDetailKey = ({ applicationId, id }: KeyName) =>
  [...getKeysKey(applicationId), "detail", id] as const;

const rotatingPollMilliseconds = 3_000;

/**
 * Returns a key, initially the server's, rendered at `renderedAt`. Polls during a rotation, to show
 * which secret is being used.
 */
export function useApiKey(rendered: ApiKey, renderedAt: number) {
  return useQuery({
    queryKey: getDetailKey(rendered),
    queryFn: ({ signal }) =>
      api.getApiKey({ id: rendered.applicationId, keyId: rendered.id }, { signal }),
    initialData: rendered,
    initialDataUpdatedAt: renderedAt,
    refetchInterval: ({ state }) => (state.data?.rotation ? rotatingPollMilliseconds : false),
  });
}

/** Reads the current state of the key, bypassing the cache, and updates all views. */
export function useReadApiKey(name: KeyName) {
  const queryClient = useQueryClient();
  return () =>
    queryClient.fetchQuery({
      queryKey: getDetailKey(name),
      queryFn: ({ signal }) =>
        api.getApiKey({ id: name.applicationId, keyId: name.id }, { signal }),
      staleTime: 0,
    });
}

/** Changes a key optimistically, and rolls back if the server refuses it. */
export function useUpdateApiKey(name: KeyName) {
  const queryClient = useQueryClient();
  const onSettled = useApiKeysChanged(name.applicationId);
  const queryKey = getDetailKey(name);
  return useMutation({
    mutationFn: (body: UpdateApiKeyBody) =>
      api.updateApiKey({ id: name.applicationId, keyId: name.id, ...body }),
    onMutate: async ({ version: _, ...changes }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData<ApiKey>(queryKey);
      if (before) queryClient.setQueryData<ApiKey>(queryKey, { ...before, ...changes });
      return before;
    },
    onError: (_failure, _body, before) => queryClient.setQueryData(queryKey, before),
    onSuccess: (apiKey) => queryClient.setQueryData(queryKey, apiKey),
    onSettled,
  });
}

/** An action on a key that returns its new state. */
function useApiKeyAction(name: KeyName, act: (name: KeyName) => Promise<ApiKey>) {
  const queryClient = useQueryClient();
  const onSettled = useApiKeysChanged(name.applicationId);
  return useMutation({
    mutationFn: () => act(name),
    onSuccess: (apiKey) => queryClient.setQueryData(getDetailKey(name), apiKey),
    onSettled,
  });
}

export function useFinishRotation(name: KeyName) {
  return useApiKeyAction(name, ({ applicationId, id }) =>
    api.finishRotation({ id: applicationId, keyId: id }),
  );
}

export function useCancelRotation(name: KeyName) {
  return useApiKeyAction(name, ({ applicationId, id }) =>
    api.cancelRotation({ id: applicationId, keyId: id }),
  );
}

interface RotateApiKeyRequest {
  overlapSeconds: number;
  /** Reused by all attempts at one rotation. */
  idempotencyKey: string;
}

/** Rotates a key; passes the full key to `reveal`, and only the rest to the cache. */
export function useRotateApiKey(
  { applicationId, id }: KeyName,
  reveal: (rotated: CreatedApiKey) => void,
) {
  const queryClient = useQueryClient();
  const onSettled = useApiKeysChanged(applicationId);
  return useMutation({
    mutationFn: async ({ overlapSeconds, idempotencyKey }: RotateApiKeyRequest): Promise<void> => {
      const rotated = await api.rotateApiKey(
        { id: applicationId, keyId: id, overlapSeconds },
        { idempotencyKey },
      );
      reveal(rotated);
      const { fullKey: _, ...apiKey } = rotated;
      queryClient.setQueryData<ApiKey>(getDetailKey(apiKey), apiKey);
    },
    retry: (count, failure) => count < 2 && !isRefusal(failure),
    retryDelay: 1_000,
    onSettled,
    gcTime: 0,
  });
}
