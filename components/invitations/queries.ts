import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type { Invitation, InviteBody } from "#lib/invitations/schema.ts";
import type { Page } from "#lib/schema.ts";

const allInvitations = ["invitations"] as const;

/** Returns the open invitations, initially the first page, rendered at `renderedAt`. */
export function useInvitations(firstPage: Page<Invitation>, renderedAt: number) {
  return useInfiniteQuery({
    queryKey: [...allInvitations, "list"],
    queryFn: ({ pageParam, signal }) => api.listInvitations({ cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    initialData: { pages: [firstPage], pageParams: [undefined] },
    initialDataUpdatedAt: renderedAt,
  });
}

export function useInvite() {
  return useMutation({
    mutationFn: (body: InviteBody) => api.inviteMember(body),
    onSuccess: useRefreshInvitations(),
  });
}

export function useResendInvitation() {
  return useMutation({
    mutationFn: (id: string) => api.resendInvitation({ id }),
    onSettled: useRefreshInvitations(),
  });
}

export function useWithdrawInvitation() {
  return useMutation({
    mutationFn: (id: string) => api.withdrawInvitation({ id }),
    onSettled: useRefreshInvitations(),
  });
}

/** Refreshes even after a failure, because someone may have accepted meanwhile. */
function useRefreshInvitations() {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries({ queryKey: allInvitations });
}
