"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { CreateApiKeyForm } from "#components/api-keys/create/create-api-key-form.tsx";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogPanel, DialogTrigger } from "#components/ui/dialog.tsx";
import { useUnloadWarning } from "#components/ui/unload-warning.ts";
import type { CreatedApiKey, KeyPolicy } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";

/** Where the keyboard goes after the new key's dialog; the list has one such button, wherever. */
export const createApiKeyButtonId = "create-api-key";

interface CreateApiKeyDialogProps {
  application: Application;
  policy: KeyPolicy;
}

export function CreateApiKeyDialog({ application, policy }: CreateApiKeyDialogProps) {
  const { reveal, revealed } = useRevealedSecret();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);

  // A key that is on its way would be lost with the page.
  useUnloadWarning(isBusy);

  function show(created: CreatedApiKey) {
    reveal({ kind: "key", created, application });
    setOpen(false);
  }

  return (
    <Dialog open={isOpen} onOpenChange={(open) => !isBusy && setOpen(open)}>
      <DialogTrigger asChild>
        <Button id={createApiKeyButtonId}>
          <Plus aria-hidden />
          Create API key
        </Button>
      </DialogTrigger>
      <DialogPanel
        title="Create API key"
        description={
          <>
            For <bdi className="font-medium text-text">{application.name}</bdi>. The full key is
            shown once, right after this.
          </>
        }
        onCloseAutoFocus={(event) => revealed && event.preventDefault()}
      >
        <CreateApiKeyForm
          applicationId={application.id}
          policy={policy}
          onCreated={show}
          onBusyChange={setBusy}
        />
      </DialogPanel>
    </Dialog>
  );
}
