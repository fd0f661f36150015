import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type { Member, UpdateMemberBody } from "#lib/members/schema.ts";
import type { Page } from "#lib/schema.ts";

/** Query key of all lists of members. */
export const allMembers = ["members"] as const;

/** Returns the company's members, initially the first page, rendered at `renderedAt`. */
export function useMembers(firstPage: Page<Member>, renderedAt: number) {
  return useInfiniteQuery({
    queryKey: [...allMembers, "list"],
    queryFn: ({ pageParam, signal }) => api.listMembers({ cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    initialData: { pages: [firstPage], pageParams: [undefined] },
    initialDataUpdatedAt: renderedAt,
  });
}

export function useUpdateMember(userId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateMemberBody) => api.updateMember({ userId, ...body }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: allMembers }),
  });
}

export function useRemoveMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => api.removeMember({ userId }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: allMembers }),
  });
}

/** Invalidates no list, because leaving the company also leaves the page. */
export function useLeave(userId: string) {
  return useMutation({ mutationFn: () => api.removeMember({ userId }) });
}

export function useTransferOwnership() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => api.transferOwnership({ userId }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: allMembers }),
  });
}
