import { useMutation } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type { UpdateMerchantBody } from "#lib/merchants/schema.ts";

/** Updates the company, and refreshes the server-rendered pages that show it. */
export function useUpdateMerchant() {
  return useMutation({ mutationFn: (body: UpdateMerchantBody) => api.updateMerchant(body) });
}

export function useCloseMerchant() {
  return useMutation({ mutationFn: () => api.closeMerchant() });
}

export function useSwitchMerchant() {
  return useMutation({ mutationFn: (merchantId: string) => api.switchMerchant({ merchantId }) });
}
