import { useMutation } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

/** What the company is called and demands is on pages of the server, which are asked for anew. */
export function useUpdateMerchant() {
  return useMutation({ mutationFn: api.updateMerchant });
}

export function useCloseMerchant() {
  return useMutation({ mutationFn: api.closeMerchant });
}

export function useSwitchMerchant() {
  return useMutation({ mutationFn: (merchantId: string) => api.switchMerchant({ merchantId }) });
}
