"use client";

import { useRef } from "react";
import { FactorBlock } from "#components/accounts/second-factor/factor-block.tsx";
import { useMakeRecoveryCodes } from "#components/accounts/second-factor/queries.ts";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { Badge } from "#components/ui/badge.tsx";

const few = 3;

interface RecoveryCodesBlockProps {
  left: number;
  onMade: (codes: readonly string[]) => void;
}

export function RecoveryCodesBlock({ left, onMade }: RecoveryCodesBlockProps) {
  const make = useMakeRecoveryCodes();
  const made = useRef<readonly string[] | null>(null);

  return (
    <FactorBlock
      title="Recovery codes"
      badge={<Badge tone={left <= few ? "warning" : "neutral"}>{left} left</Badge>}
      description="For the day on which your phone or your passkey is gone. Each works once."
      action={
        <DialogButton
          variant="secondary"
          dialog={LazyConfirmDialog}
          dialogProps={{
            title: "Make new recovery codes?",
            description: "The codes that you have now stop working at once.",
            confirm: "Make new codes",
            cancel: "Keep the old ones",
            isDangerous: false,
            onConfirm: async () => {
              made.current = (await make.mutateAsync(undefined)).recoveryCodes;
              make.reset();
            },
            onClose: () => {
              if (made.current) onMade(made.current);
              made.current = null;
            },
          }}
        >
          Make new codes
        </DialogButton>
      }
    />
  );
}
