"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import { isConflict } from "#components/api-keys/detail/conflict.ts";
import { EditConflict } from "#components/api-keys/detail/edit-conflict.tsx";
import {
  changesFrom,
  factNames,
  type KeyChanges,
  keyFactsSchema,
} from "#components/api-keys/detail/key-facts.ts";
import { AllowlistField } from "#components/api-keys/fields/allowlist-field.tsx";
import { DescriptionField } from "#components/api-keys/fields/description-field.tsx";
import { RateLimitField } from "#components/api-keys/fields/rate-limit-field.tsx";
import { ScopePicker } from "#components/api-keys/fields/scope-picker.tsx";
import { useReadApiKey, useUpdateApiKey } from "#components/api-keys/key-queries.ts";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { ExpiryField } from "#components/fields/expiry-field.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { DialogFrame } from "#components/ui/dialog.tsx";
import type { ApiKey, KeyPolicy } from "#lib/api-keys/schema.ts";

interface EditApiKeyDialogProps extends DialogProps {
  apiKey: ApiKey;
  policy: KeyPolicy;
  /** The change is being saved, and the page already shows it. */
  isSaving: boolean;
  onSavingChange: (isSaving: boolean) => void;
  onSaved: () => void;
}

interface Conflict {
  mine: KeyChanges;
  theirs: ApiKey;
}

/**
 * Closes on submit, because the page shows the change at once, and reopens with the typed values if
 * the server refuses it.
 */
export function EditApiKeyDialog({
  apiKey,
  policy,
  isSaving,
  onSavingChange,
  onSaved,
  ...dialog
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
  const { control, register, formState } = form;
  const description = useWatch({ control, name: "description" });

  function finish() {
    onSaved();
    dialog.onClose();
  }

  /** Throws if the server refuses it, except for a conflict. */
  async function save(mine: KeyChanges, version: number) {
    onSavingChange(true);
    try {
      await update.mutateAsync({ ...mine, version });
      finish();
    } catch (failure) {
      const theirs = isConflict(failure) ? await readApiKey().catch(() => null) : null;
      // For example after a lost response: the change is already there.
      if (theirs && isEmpty(changesFrom(theirs, mine))) finish();
      else if (theirs && theirs.version !== version) setConflict({ mine, theirs });
      else {
        setConflict(null);
        throw failure;
      }
    } finally {
      onSavingChange(false);
    }
  }

  async function submit(wanted: KeyChanges) {
    const mine = changesFrom(opened, wanted);
    if (isEmpty(mine)) dialog.onClose();
    else await save(mine, opened.version);
  }

  if (conflict) {
    return (
      <DialogFrame
        title="Someone else changed this key"
        description="This key was changed after you opened it. Which version do you want to keep?"
        isOpen={!isSaving}
        onDismiss={dialog.onClose}
        className="max-w-xl"
      >
        <EditConflict
          {...conflict}
          opened={opened}
          onTakeTheirs={dialog.onClose}
          onSaveMine={() =>
            save(conflict.mine, conflict.theirs.version).catch((failure) =>
              showFailure(form.setError, factNames, failure),
            )
          }
        />
      </DialogFrame>
    );
  }
  return (
    <FormDialog
      {...dialog}
      title="Edit API key"
      description="The key itself stays the same. Changes apply from the next call."
      form={form}
      onSubmit={submit}
      submitLabel="Save changes"
      isOpen={!isSaving}
      className="max-w-xl"
    >
      <DescriptionField
        text={description}
        hint="Where the key is used."
        error={formState.errors.description?.message}
        {...register("description")}
      />
      <Controller
        control={control}
        name="scopes"
        render={({ field }) => (
          <ScopePicker
            catalogue={policy.scopes}
            role={policy.role}
            value={field.value ?? []}
            onChange={field.onChange}
            error={formState.errors.scopes}
          />
        )}
      />
      <Controller
        control={control}
        name="expiresAt"
        render={({ field, fieldState }) => (
          <ExpiryField
            subject="Live keys"
            value={field.value}
            onChange={field.onChange}
            longestLifeDays={policy.longestLifeDays}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={control}
        name="ipAllowlist"
        render={({ field }) => (
          <AllowlistField
            value={field.value ?? []}
            onChange={field.onChange}
            error={formState.errors.ipAllowlist}
          />
        )}
      />
      <Controller
        control={control}
        name="rateLimit"
        render={({ field }) => (
          <RateLimitField
            value={field.value}
            onChange={field.onChange}
            error={formState.errors.rateLimit}
          />
        )}
      />
    </FormDialog>
  );
}

function isEmpty(changes: KeyChanges): boolean {
  return Object.keys(changes).length === 0;
}
