import { useQuery } from "@tanstack/react-query";
import { usageDays } from "#components/api-keys/usage/usage-words.ts";
import { api } from "#lib/api-client.ts";

/** Returns a key's daily usage of the last `usageDays` days. */
export function useUsage(applicationId: string, keyId: string) {
  return useQuery({
    queryKey: ["api-keys", applicationId, "usage", keyId],
    queryFn: ({ signal }) =>
      api.getApiKeyUsage({ id: applicationId, keyId, days: usageDays }, { signal }),
  });
}
