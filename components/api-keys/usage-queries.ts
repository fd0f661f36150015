import { useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

export const usageDays = 30;

/** How often a key was used on each of the latest `usageDays` days. */
export function useUsage(applicationId: string, keyId: string) {
  return useQuery({
    queryKey: ["api-keys", applicationId, "usage", keyId],
    queryFn: ({ signal }) => api.getUsage(applicationId, keyId, usageDays, signal),
  });
}
