import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type { Identity, ProviderId } from "#lib/identities/schema.ts";

const allIdentities = ["identities"] as const;

/** Returns the person's identities, initially as rendered at `renderedAt`. */
export function useIdentities(rendered: Identity[], renderedAt: number) {
  return useQuery({
    queryKey: allIdentities,
    queryFn: ({ signal }) => api.listIdentities({}, { signal }),
    initialData: { data: rendered },
    initialDataUpdatedAt: renderedAt,
  });
}

/** Like `useIdentities`, without server-rendered data. */
export function useOwnIdentities() {
  return useQuery({
    queryKey: allIdentities,
    queryFn: ({ signal }) => api.listIdentities({}, { signal }),
  });
}

export function useLinkIdentity() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.linkIdentity(),
    onSuccess: () => queryClient.removeQueries({ queryKey: allIdentities }),
  });
}

export function useUnlinkIdentity() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (provider: ProviderId) => api.unlinkIdentity({ provider }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: allIdentities }),
  });
}
