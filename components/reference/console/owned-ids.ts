import { useQuery } from "@tanstack/react-query";
import { getKeysKey } from "#components/api-keys/queries.ts";
import { allApplications } from "#components/applications/queries.ts";
import { api } from "#lib/api-client.ts";

const offered = 100;

/** Returns the reader's newest applications. */
export function useOwnApplications(isWanted: boolean) {
  return useQuery({
    queryKey: [...allApplications, "console"],
    queryFn: async ({ signal }) =>
      (await api.listApplications({ limit: offered }, { signal })).data,
    enabled: isWanted,
  });
}

/** Returns the newest keys of the chosen application. */
export function useOwnApiKeys(applicationId: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...getKeysKey(applicationId), "console"],
    queryFn: async ({ signal }) =>
      (await api.listApiKeys({ id: applicationId, limit: offered }, { signal })).data,
    enabled: isWanted && applicationId !== "",
  });
}
