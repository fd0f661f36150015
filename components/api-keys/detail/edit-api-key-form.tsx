"use client";

import type { FormEvent } from "react";
import { Controller, type UseFormReturn, useWatch } from "react-hook-form";
import type { KeyChanges } from "#components/api-keys/detail/key-facts.ts";
import { AllowlistField } from "#components/api-keys/fields/allowlist-field.tsx";
import { DescriptionField } from "#components/api-keys/fields/description-field.tsx";
import { ExpiryField } from "#components/api-keys/fields/expiry-field.tsx";
import { RateLimitField } from "#components/api-keys/fields/rate-limit-field.tsx";
import { ScopePicker } from "#components/api-keys/fields/scope-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { KeyPolicy } from "#lib/api-keys/schema.ts";

interface EditApiKeyFormProps {
  form: UseFormReturn<KeyChanges>;
  policy: KeyPolicy;
  onSubmit: (event: FormEvent) => Promise<void>;
}

export function EditApiKeyForm({ form, policy, onSubmit }: EditApiKeyFormProps) {
  const { control, register, formState } = form;
  const { errors, isSubmitting } = formState;
  const description = useWatch({ control, name: "description" });
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      {errors.root && (
        <Notice tone="danger" role="alert">
          {errors.root.message}
        </Notice>
      )}
      <DescriptionField
        text={description}
        hint="Where the key is used."
        error={errors.description?.message}
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
            error={errors.scopes}
          />
        )}
      />
      <Controller
        control={control}
        name="expiresAt"
        render={({ field }) => (
          <ExpiryField
            value={field.value}
            onChange={field.onChange}
            longestLifeDays={policy.longestLifeDays}
            error={errors.expiresAt?.message}
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
            error={errors.ipAllowlist}
          />
        )}
      />
      <Controller
        control={control}
        name="rateLimit"
        render={({ field }) => (
          <RateLimitField value={field.value} onChange={field.onChange} error={errors.rateLimit} />
        )}
      />
      <DialogActions>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Save changes
        </Button>
      </DialogActions>
    </form>
  );
}
