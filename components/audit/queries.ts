import { useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

/** All that shows events; stale after anything that leaves one. */
export const allAuditEvents = ["audit-events"] as const;

const historyLength = 10;

/** The last events of a key. */
export function useKeyHistory(applicationId: string, keyId: string) {
  return useQuery({
    queryKey: [...allAuditEvents, "key", applicationId, keyId],
    queryFn: ({ signal }) =>
      api.listAuditEvents({ applicationId, keyId, limit: historyLength }, signal),
  });
}
