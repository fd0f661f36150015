"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { useUpdateMerchant } from "#components/merchants/queries.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { MerchantSettings } from "#lib/merchants/schema.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/merchants/schema.ts")).merchantPolicySchema,
);

interface PolicyFormProps {
  policy: MerchantSettings["policy"];
  /** The operator's maximum lifetime of live keys in days, if there is one. */
  operatorLimitDays: number | null;
  /** Whether the installation has an identity provider. */
  hasSingleSignOn: boolean;
}

export function PolicyForm({ policy, operatorLimitDays, hasSingleSignOn }: PolicyFormProps) {
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const update = useUpdateMerchant();
  const form = useForm({ resolver, defaultValues: policy });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      setSaved(false);
      try {
        const saved = await update.mutateAsync(body);
        form.reset(saved.policy);
        setSaved(true);
        router.refresh();
      } catch (failure) {
        const fields = [
          "requireSecondFactor",
          "singleSignOnOnly",
          "longestLifeOfLiveKeysDays",
        ] as const;
        showFailure(form.setError, fields, failure);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-lg flex-col gap-5">
      {errors.root && (
        <Notice tone="danger" role="alert">
          {errors.root.message}
        </Notice>
      )}
      <Controller
        control={form.control}
        name="requireSecondFactor"
        render={({ field }) => (
          <Checkbox
            label="Require two-factor authentication"
            description="Members without a second factor must add one before they can do anything else."
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
      {(hasSingleSignOn || policy.singleSignOnOnly) && (
        <Controller
          control={form.control}
          name="singleSignOnOnly"
          render={({ field }) => (
            <Checkbox
              label="Require single sign-on"
              description="Passwords and passkeys stop working for this company. People who signed in with one are signed out now."
              checked={field.value}
              onCheckedChange={field.onChange}
            />
          )}
        />
      )}
      <div className="max-w-xs">
        <TextField
          label="Maximum lifetime of live keys, in days"
          inputMode="numeric"
          autoComplete="off"
          required={false}
          placeholder="No limit"
          hint={
            operatorLimitDays === null
              ? "Applies to keys created or rotated from now on."
              : `Applies to new and rotated keys. The operator's limit of ${operatorLimitDays} days also applies.`
          }
          error={errors.longestLifeOfLiveKeysDays?.message}
          {...form.register("longestLifeOfLiveKeysDays", { setValueAs: toDays })}
        />
      </div>
      <div>
        <Button type="submit" pending={isSubmitting}>
          Save policy
        </Button>
      </div>
      {isSaved && (
        <Notice tone="success" role="status">
          Policy saved.
        </Notice>
      )}
    </form>
  );
}

function toDays(text: string | number | null): number | null {
  const trimmed = String(text ?? "").trim();
  return trimmed === "" ? null : Number(trimmed);
}
