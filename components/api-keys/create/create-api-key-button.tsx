"use client";

import { Plus } from "lucide-react";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";
import type { KeyPolicy } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";

/** Only one such button is on the page; it gets the focus after the new key's dialog. */
const buttonId = "create-api-key";

const CreateApiKeyDialog = lazyDialog(
  () => import("#components/api-keys/create/create-api-key-dialog.tsx"),
  "CreateApiKeyDialog",
);

interface CreateApiKeyButtonProps {
  application: Application;
  policy: KeyPolicy;
}

export function CreateApiKeyButton(props: CreateApiKeyButtonProps) {
  return (
    <DialogButton
      id={buttonId}
      draft="create-api-key"
      dialog={CreateApiKeyDialog}
      dialogProps={{ ...props, focusAfterId: buttonId }}
    >
      <Plus aria-hidden />
      Create API key
    </DialogButton>
  );
}
