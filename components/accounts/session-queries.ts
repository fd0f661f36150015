import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { allAuditEvents } from "#components/audit/queries.ts";
import type { AccountSession } from "#lib/accounts/schema.ts";
import { ApiError, api } from "#lib/api-client.ts";

const allSessions = ["sessions"] as const;

/** Returns the reader's sign-ins, initially as rendered at `renderedAt`. */
export function useSessions(rendered: AccountSession[], renderedAt: number) {
  return useQuery({
    queryKey: allSessions,
    queryFn: async ({ signal }) => (await api.listSessions({}, { signal })).data,
    initialData: rendered,
    initialDataUpdatedAt: renderedAt,
  });
}

export function useEndSession() {
  const onSettled = useSessionsChanged();
  return useMutation({
    mutationFn: async (sessionId: string) => {
      try {
        await api.endSession({ id: sessionId });
      } catch (failure) {
        // It has already ended.
        if (!(failure instanceof ApiError && failure.status === 404)) throw failure;
      }
    },
    onSettled,
  });
}

export function useEndOtherSessions() {
  const onSettled = useSessionsChanged();
  return useMutation({ mutationFn: () => api.endOtherSessions(), onSettled });
}

function useSessionsChanged() {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: allAuditEvents });
    return queryClient.invalidateQueries({ queryKey: allSessions });
  };
}
