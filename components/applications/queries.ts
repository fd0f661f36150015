import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type {
  Application,
  CreateApplicationBody,
  UpdateApplicationBody,
} from "#lib/applications/schema.ts";
import type { Page } from "#lib/schema.ts";

/** Query key of all lists of applications. */
export const allApplications = ["applications"] as const;

/** Returns the merchant's applications, initially the first page, rendered at `renderedAt`. */
export function useApplications(firstPage: Page<Application>, renderedAt: number) {
  return useInfiniteQuery({
    queryKey: [...allApplications, "list"],
    queryFn: ({ pageParam, signal }) => api.listApplications({ cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    initialData: { pages: [firstPage], pageParams: [undefined] },
    initialDataUpdatedAt: renderedAt,
  });
}

/** Returns the application's current state, such as its number of active keys. */
export function useApplication(applicationId: string) {
  return useQuery({
    queryKey: [...allApplications, "detail", applicationId],
    queryFn: ({ signal }) => api.getApplication({ id: applicationId }, { signal }),
  });
}

const shownApplications = 10;

/** Returns the first applications that prevent the company from being closed. */
export function useRemainingApplications() {
  return useQuery({
    queryKey: [...allApplications, "remaining"],
    queryFn: ({ signal }) => api.listApplications({ limit: shownApplications }, { signal }),
  });
}

export function useCreateApplication() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateApplicationBody) => api.createApplication(body),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: allApplications }),
  });
}

export function useUpdateApplication(applicationId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateApplicationBody) =>
      api.updateApplication({ id: applicationId, ...body }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: allApplications }),
  });
}

export function useDeleteApplication(applicationId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.deleteApplication({ id: applicationId }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: allApplications }),
  });
}
