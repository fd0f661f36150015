"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { ExpiryField, suggestedExpiry } from "#components/api-tokens/expiry-field.tsx";
import { useCreateApiToken } from "#components/api-tokens/queries.ts";
import { ScopeField } from "#components/api-tokens/scope-field.tsx";
import { FormFailure } from "#components/form-failure.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { ApiError } from "#lib/api-client.ts";
import {
  type CreateApiTokenBody,
  type CreatedApiToken,
  createApiTokenBody,
} from "#lib/api-tokens/schema.ts";
import type { Role } from "#lib/merchants/schema.ts";

const unknownOutcome =
  "No answer came, so the token may have been created all the same. Close this dialog and look in the list: a token that you find there cannot be shown any more, so revoke it and create another.";

interface CreateApiTokenFormProps {
  role: Role;
  onCreated: (created: CreatedApiToken) => void;
  onBusyChange: (isBusy: boolean) => void;
}

export function CreateApiTokenForm({ role, onCreated, onBusyChange }: CreateApiTokenFormProps) {
  const create = useCreateApiToken(onCreated);
  const { control, register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(createApiTokenBody),
    defaultValues: {
      name: "",
      scopes: [],
      expiresAt: suggestedExpiry(),
    } as CreateApiTokenBody,
  });
  const { errors, isSubmitting } = formState;

  const submit = useSingleFlight(
    handleSubmit(async (body) => {
      onBusyChange(true);
      try {
        await create.mutateAsync(body);
      } catch (failure) {
        const isRefused =
          failure instanceof ApiError && failure.status >= 400 && failure.status < 500;
        if (isRefused) showFailure(setError, ["name", "scopes", "expiresAt"], failure);
        else setError("root", { message: unknownOutcome });
      } finally {
        onBusyChange(false);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-3">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="Name"
        placeholder="Deployment pipeline"
        autoComplete="off"
        hint="The machine that will use it."
        error={errors.name?.message}
        {...register("name")}
      />
      <Controller
        control={control}
        name="scopes"
        render={({ field, fieldState }) => (
          <ScopeField
            role={role}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={control}
        name="expiresAt"
        render={({ field, fieldState }) => (
          <ExpiryField
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error && (field.value ? fieldState.error.message : "Choose a day")}
          />
        )}
      />
      <DialogActions>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Create token
        </Button>
      </DialogActions>
    </form>
  );
}
