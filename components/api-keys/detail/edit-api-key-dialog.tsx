"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { isConflict } from "#components/api-keys/detail/conflict.ts";
import { EditApiKeyForm } from "#components/api-keys/detail/edit-api-key-form.tsx";
import { EditConflict } from "#components/api-keys/detail/edit-conflict.tsx";
import {
  changesFrom,
  factNames,
  type KeyChanges,
  keyFactsSchema,
} from "#components/api-keys/detail/key-facts.ts";
import { useReadApiKey, useUpdateApiKey } from "#components/api-keys/key-queries.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Dialog, DialogPanel } from "#components/ui/dialog.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import type { ApiKey, KeyPolicy } from "#lib/api-keys/schema.ts";

interface EditApiKeyDialogProps {
  apiKey: ApiKey;
  policy: KeyPolicy;
  /** The change is on its way, and the page shows it already. */
  isSaving: boolean;
  onSavingChange: (isSaving: boolean) => void;
  onSaved: () => void;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

interface Conflict {
  mine: KeyChanges;
  theirs: ApiKey;
}

/**
 * Closes as soon as it is submitted, because the page shows the change at once, and comes back with
 * everything that was typed where the server says no.
 */
export function EditApiKeyDialog({
  apiKey,
  policy,
  isSaving,
  onSavingChange,
  onSaved,
  onClose,
  onCloseAutoFocus,
}: EditApiKeyDialogProps) {
  const [opened] = useState(apiKey);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const update = useUpdateApiKey(apiKey);
  const readApiKey = useReadApiKey(apiKey);
  const form = useForm({
    resolver: zodResolver(keyFactsSchema),
    defaultValues: {
      description: opened.description,
      scopes: opened.scopes,
      expiresAt: opened.expiresAt,
      ipAllowlist: opened.ipAllowlist,
      rateLimit: opened.rateLimit,
    },
    mode: "onChange",
  });

  function finish() {
    onSaved();
    onClose();
  }

  async function save(mine: KeyChanges, version: number) {
    onSavingChange(true);
    try {
      await update.mutateAsync({ ...mine, version });
      finish();
    } catch (failure) {
      const theirs = isConflict(failure) ? await readApiKey().catch(() => null) : null;
      // Such as after an answer that was lost: what was wanted is there already.
      if (theirs && isEmpty(changesFrom(theirs, mine))) finish();
      else if (theirs && theirs.version !== version) setConflict({ mine, theirs });
      else {
        setConflict(null);
        showFailure(form.setError, factNames, failure);
      }
    } finally {
      onSavingChange(false);
    }
  }

  const submit = useSingleFlight(
    form.handleSubmit(async (wanted) => {
      const mine = changesFrom(opened, wanted);
      if (isEmpty(mine)) onClose();
      else await save(mine, opened.version);
    }),
  );

  return (
    <Dialog open={!isSaving} onOpenChange={onClose}>
      {conflict ? (
        <DialogPanel
          title="Somebody else was faster"
          description="This key was changed after you had opened it. What do you want to keep?"
          onCloseAutoFocus={onCloseAutoFocus}
          className="max-w-xl"
        >
          <EditConflict
            {...conflict}
            opened={opened}
            onTakeTheirs={onClose}
            onSaveMine={() => save(conflict.mine, conflict.theirs.version)}
          />
        </DialogPanel>
      ) : (
        <DialogPanel
          title="Edit API key"
          description="The full key stays the same. What you change holds from the next call on."
          onCloseAutoFocus={onCloseAutoFocus}
          className="max-w-xl"
        >
          <EditApiKeyForm form={form} policy={policy} onSubmit={submit} />
        </DialogPanel>
      )}
    </Dialog>
  );
}

function isEmpty(changes: KeyChanges): boolean {
  return Object.keys(changes).length === 0;
}
