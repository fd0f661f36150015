"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { useTransferOwnership } from "#components/members/queries.ts";
import { Select } from "#components/ui/select.tsx";
import type { Member } from "#lib/members/schema.ts";

interface TransferOwnershipProps {
  /** Members who are not owners; never empty. */
  heirs: readonly Pick<Member, "userId" | "email">[];
}

export function TransferOwnership({ heirs }: TransferOwnershipProps) {
  const router = useRouter();
  const [userId, setUserId] = useState(heirs[0]?.userId ?? "");
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
      {heir && (
        <DialogButton
          variant="secondary"
          className="sm:h-10"
          dialog={LazyConfirmDialog}
          dialogProps={{
            title: "Transfer ownership?",
            description: (
              <>
                <bdi className="wrap-anywhere font-medium text-text">{heir.email}</bdi> becomes an
                owner, and you become an admin. Only an owner can make you an owner again.
              </>
            ),
            confirm: "Transfer ownership",
            cancel: "Keep ownership",
            onConfirm: async () => {
              await transfer.mutateAsync(heir.userId);
              router.refresh();
            },
          }}
        >
          Transfer ownership
        </DialogButton>
      )}
    </div>
  );
}
