"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import type { ChangePasswordBody } from "#lib/accounts/schema.ts";
import { api } from "#lib/api-client.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/accounts/schema.ts")).changePasswordBody,
);

interface ChangePasswordFormProps {
  email: string;
  /** If false, the form sets the first password. */
  hasPassword: boolean;
}

export function ChangePasswordForm({ email, hasPassword }: ChangePasswordFormProps) {
  const router = useRouter();
  const [isChanged, setChanged] = useState(false);
  // gcTime 0: a mutation keeps its variables, which are passwords here.
  const change = useMutation({
    mutationFn: (body: ChangePasswordBody) => api.changePassword(body),
    gcTime: 0,
  });
  const form = useForm({
    resolver,
    defaultValues: { currentPassword: hasPassword ? "" : undefined, newPassword: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      setChanged(false);
      try {
        await change.mutateAsync(body);
        change.reset();
        form.reset();
        setChanged(true);
        if (!hasPassword) router.refresh();
      } catch (failure) {
        showFailure(form.setError, ["currentPassword", "newPassword"], failure);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-3">
      {/* For password managers. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <FormFailure message={errors.root?.message} />
      {hasPassword && (
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          error={errors.currentPassword?.message}
          {...form.register("currentPassword")}
        />
      )}
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint="At least 12 characters. A few unrelated words work well."
        error={errors.newPassword?.message}
        {...form.register("newPassword")}
      />
      <div className="mt-2">
        <Button type="submit" pending={isSubmitting}>
          {hasPassword ? "Change password" : "Set password"}
        </Button>
      </div>
      {isChanged && (
        <Notice tone="success" role="status">
          Password changed. You've been signed out everywhere else.
        </Notice>
      )}
    </form>
  );
}
