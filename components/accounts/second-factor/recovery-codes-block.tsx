"use client";

import { useRef, useState } from "react";
import { FactorBlock } from "#components/accounts/second-factor/factor-block.tsx";
import { useMakeRecoveryCodes } from "#components/accounts/second-factor/queries.ts";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { messageOf } from "#components/submit-failure.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";

const few = 3;

interface RecoveryCodesBlockProps {
  left: number;
  onMade: (codes: readonly string[]) => void;
}

export function RecoveryCodesBlock({ left, onMade }: RecoveryCodesBlockProps) {
  const make = useMakeRecoveryCodes();
  const [isAsking, setAsking] = useState(false);
  const made = useRef<readonly string[] | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  return (
    <FactorBlock
      title="Recovery codes"
      badge={<Badge tone={left <= few ? "warning" : "neutral"}>{left} left</Badge>}
      description="For the day on which your phone or your passkey is gone. Each works once."
      action={
        <Button ref={button} variant="secondary" onClick={() => setAsking(true)}>
          Make new codes
        </Button>
      }
    >
      {isAsking && (
        <ConfirmDialog
          title="Make new recovery codes?"
          description="The codes that you have now stop working at once."
          confirm="Make new codes"
          cancel="Keep the old ones"
          isDangerous={false}
          onConfirm={async () => {
            made.current = (await make.mutateAsync(undefined)).recoveryCodes;
            make.reset();
          }}
          explain={messageOf}
          onClose={() => {
            setAsking(false);
            if (made.current) onMade(made.current);
            made.current = null;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus();
          }}
        />
      )}
    </FactorBlock>
  );
}
