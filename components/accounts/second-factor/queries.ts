import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import type { AddPasskeyBody, SecondFactor } from "#lib/second-factor/schema.ts";

const secondFactorKey = ["second-factor"] as const;

/** As the server rendered it at `renderedAt`, and as it is after each change. */
export function useSecondFactor(rendered: SecondFactor, renderedAt: number): SecondFactor {
  const { data } = useQuery({
    queryKey: secondFactorKey,
    queryFn: ({ signal }) => api.getSecondFactor({}, { signal }),
    initialData: rendered,
    initialDataUpdatedAt: renderedAt,
  });
  return data;
}

/** What there is to prove oneself with, asked for when it is needed. */
export function useWaysToProve() {
  return useQuery({
    queryKey: secondFactorKey,
    queryFn: ({ signal }) => api.getSecondFactor({}, { signal }),
  });
}

/** A change of the person's factors. What it sends and answers is secret: nothing of it is kept. */
function useFactorChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    gcTime: 0,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: secondFactorKey }),
  });
}

export const useBeginTotp = () => useFactorChange(() => api.beginTotp());
export const useConfirmTotp = () => useFactorChange(api.confirmTotp);
export const useRemoveTotp = () => useFactorChange(() => api.removeTotp());
export const useMakeRecoveryCodes = () => useFactorChange(() => api.makeRecoveryCodes());
export const useAddPasskey = () => useFactorChange((body: AddPasskeyBody) => api.addPasskey(body));
export const useRenamePasskey = (passkeyId: string) =>
  useFactorChange((body: { name: string }) => api.renamePasskey({ id: passkeyId, ...body }));
export const useRemovePasskey = () => useFactorChange((id: string) => api.removePasskey({ id }));
