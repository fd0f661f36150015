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
      description="Use these if you lose your phone or passkey. Each code works once."
      action={
        <DialogButton
          variant="secondary"
          dialog={LazyConfirmDialog}
          dialogProps={{
            title: "Generate new recovery codes?",
            description: "Your current codes stop working immediately.",
            confirm: "Generate new codes",
            cancel: "Keep current codes",
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
          Generate new codes
        </DialogButton>
      }
    />
  );
}
