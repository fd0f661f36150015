"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { isRefusal, useCreateApiKey } from "#components/api-keys/queries.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { ApiError } from "#lib/api-client.ts";
import {
  type CreatedApiKey,
  createApiKeyBody,
  descriptionMaxLength,
} from "#lib/api-keys/schema.ts";
import { countCodePoints } from "#lib/schema.ts";

const formBody = createApiKeyBody.pick({ description: true });

const unknownOutcome =
  "No answer came, so the key may have been created all the same. Close this dialog and look in the list: a key that you find there cannot be shown any more, so revoke it and create another.";

interface CreateApiKeyFormProps {
  applicationId: string;
  onCreated: (created: CreatedApiKey) => void;
  onBusyChange: (isBusy: boolean) => void;
}

export function CreateApiKeyForm({
  applicationId,
  onCreated,
  onBusyChange,
}: CreateApiKeyFormProps) {
  const create = useCreateApiKey(applicationId, onCreated);
  const { control, register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(formBody),
    defaultValues: { description: "" },
    mode: "onChange",
  });
  const { errors, isSubmitting } = formState;
  const count = countCodePoints(useWatch({ control, name: "description" }).trim());

  const submit = useSingleFlight(
    handleSubmit(async ({ description }) => {
      onBusyChange(true);
      try {
        await create.mutateAsync({ description, idempotencyKey: newIdempotencyKey() });
      } catch (failure) {
        if (failure instanceof ApiError && isRefusal(failure))
          showFailure(setError, ["description"], failure);
        else setError("root", { message: unknownOutcome });
      } finally {
        onBusyChange(false);
      }
    }),
  );
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      {errors.root && (
        <Notice tone="danger" role="alert" className="mb-1">
          {errors.root.message}
        </Notice>
      )}
      <TextField
        label="Description"
        placeholder="Billing server in Frankfurt"
        autoComplete="off"
        hint="Where the key will be used."
        error={errors.description?.message}
        counter={
          <span
            className={classNames(
              "whitespace-nowrap tabular-nums",
              count > descriptionMaxLength ? "font-medium text-danger-text" : "text-muted",
            )}
          >
            {count} / {descriptionMaxLength}
          </span>
        }
        {...register("description")}
      />
      <DialogActions>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Create key
        </Button>
      </DialogActions>
    </form>
  );
}

/** Random without crypto.randomUUID, which plain HTTP does not have. */
function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
