import { useMutation } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type { UpdateMerchantBody } from "#lib/merchants/schema.ts";

/** What the company is called and demands is on pages of the server, which are asked for anew. */
export function useUpdateMerchant() {
  return useMutation({ mutationFn: (body: UpdateMerchantBody) => api.updateMerchant(body) });
}

export function useCloseMerchant() {
  return useMutation({ mutationFn: () => api.closeMerchant() });
}

export function useSwitchMerchant() {
  return useMutation({ mutationFn: (merchantId: string) => api.switchMerchant({ merchantId }) });
}
