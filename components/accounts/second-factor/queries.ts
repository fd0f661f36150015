import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RecoveryCodesDialog } from "#components/accounts/second-factor/lazy-recovery-codes-dialog.ts";
import { api } from "#lib/api-client.ts";
import type { AddPasskeyBody, ConfirmTotpBody, SecondFactor } from "#lib/second-factor/schema.ts";

const secondFactorKey = ["second-factor"] as const;

/**
 * Returns the person's factors, initially as rendered at `renderedAt`, updated after each change.
 */
export function useSecondFactor(rendered: SecondFactor, renderedAt: number): SecondFactor {
  const { data } = useQuery({
    queryKey: secondFactorKey,
    queryFn: ({ signal }) => api.getSecondFactor({}, { signal }),
    initialData: rendered,
    initialDataUpdatedAt: renderedAt,
  });
  return data;
}

/** The ways in which the person can re-authenticate, loaded when they are needed. */
export function useWaysToProve() {
  return useQuery({
    queryKey: secondFactorKey,
    queryFn: ({ signal }) => api.getSecondFactor({}, { signal }),
  });
}

/** Changes the person's factors. The request and the response are secret: neither is kept. */
function useFactorChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    gcTime: 0,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: secondFactorKey }),
  });
}

/** A change that may return recovery codes, which are lost if their dialog does not load. */
function useCodesChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  return useFactorChange(async (input: Input) => {
    await RecoveryCodesDialog.prefetch();
    return change(input);
  });
}

export const useBeginTotp = () => useFactorChange(() => api.beginTotp());
export const useConfirmTotp = () =>
  useCodesChange((body: ConfirmTotpBody) => api.confirmTotp(body));
export const useRemoveTotp = () => useFactorChange(() => api.removeTotp());
export const useMakeRecoveryCodes = () => useCodesChange(() => api.makeRecoveryCodes());
export const useAddPasskey = () => useCodesChange((body: AddPasskeyBody) => api.addPasskey(body));
export const useRenamePasskey = (passkeyId: string) =>
  useFactorChange((body: { name: string }) => api.renamePasskey({ id: passkeyId, ...body }));
export const useRemovePasskey = () => useFactorChange((id: string) => api.removePasskey({ id }));
