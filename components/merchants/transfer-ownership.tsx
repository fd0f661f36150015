"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { useTransferOwnership } from "#components/members/queries.ts";
import { messageOf } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Member } from "#lib/members/schema.ts";

interface TransferOwnershipProps {
  /** Who is no owner yet; somebody at least. */
  heirs: readonly Pick<Member, "userId" | "email">[];
}

export function TransferOwnership({ heirs }: TransferOwnershipProps) {
  const router = useRouter();
  const [userId, setUserId] = useState(heirs[0]?.userId ?? "");
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const transfer = useTransferOwnership();
  const heir = heirs.find((each) => each.userId === userId);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select
        label="New owner"
        options={heirs.map((each) => ({ value: each.userId, label: each.email }))}
        value={userId}
        onValueChange={setUserId}
        className="w-full max-w-sm"
      />
      <Button ref={button} variant="secondary" className="sm:h-10" onClick={() => setAsking(true)}>
        Transfer ownership
      </Button>
      {isAsking && heir && (
        <ConfirmDialog
          title="Transfer the ownership?"
          description={
            <>
              <bdi className="wrap-anywhere font-medium text-text">{heir.email}</bdi> becomes an
              owner, and you become an admin. Only an owner can make you one again.
            </>
          }
          confirm="Transfer ownership"
          cancel="Stay owner"
          isDangerous
          onConfirm={async () => {
            await transfer.mutateAsync(heir.userId);
            router.refresh();
          }}
          explain={messageOf}
          onClose={() => setAsking(false)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}
