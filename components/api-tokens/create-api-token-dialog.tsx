"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { CreateApiTokenForm } from "#components/api-tokens/create-api-token-form.tsx";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogPanel, DialogTrigger } from "#components/ui/dialog.tsx";
import { useUnloadWarning } from "#components/ui/unload-warning.ts";
import type { Role } from "#lib/merchants/schema.ts";

/** Where the keyboard goes after the new token's dialog; the page has one such button, wherever. */
export const createApiTokenButtonId = "create-api-token";

export function CreateApiTokenDialog({ role }: { role: Role }) {
  const { reveal, revealed } = useRevealedSecret();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);

  // A token that is on its way would be lost with the page.
  useUnloadWarning(isBusy);

  return (
    <Dialog open={isOpen} onOpenChange={(open) => !isBusy && setOpen(open)}>
      <DialogTrigger asChild>
        <Button id={createApiTokenButtonId}>
          <Plus aria-hidden />
          Create API token
        </Button>
      </DialogTrigger>
      <DialogPanel
        title="Create API token"
        description="For a machine that calls this portal's own API in your name. It is shown once, right after this."
        onCloseAutoFocus={(event) => revealed && event.preventDefault()}
      >
        <CreateApiTokenForm
          role={role}
          onBusyChange={setBusy}
          onCreated={(created) => {
            reveal({ kind: "token", created });
            setOpen(false);
          }}
        />
      </DialogPanel>
    </Dialog>
  );
}
