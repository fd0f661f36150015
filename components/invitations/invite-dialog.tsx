"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { useInvite } from "#components/invitations/queries.ts";
import { RolePicker } from "#components/members/role-picker.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { inviteBody } from "#lib/invitations/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";

interface InviteDialogProps extends DialogProps {
  /** Roles that the reader may assign. */
  roles: readonly Role[];
  onInvited: (email: string) => void;
}

export function InviteDialog({ roles, onInvited, ...dialog }: InviteDialogProps) {
  const invite = useInvite();
  const form = useForm({
    resolver: zodResolver(inviteBody),
    defaultValues: { email: "", role: "developer" as Role },
  });

  return (
    <FormDialog
      {...dialog}
      draft="invite-person"
      title="Invite a member"
      description="We'll email them a link. It works once and expires in 7 days."
      form={form}
      onSubmit={async (body) => {
        const { email } = await invite.mutateAsync(body);
        onInvited(email);
        dialog.onClose();
      }}
      submitLabel="Send invitation"
    >
      <TextField
        label="Email address"
        type="email"
        autoComplete="off"
        error={form.formState.errors.email?.message}
        {...form.register("email")}
      />
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <RolePicker roles={roles} value={field.value} onValueChange={field.onChange} />
        )}
      />
    </FormDialog>
  );
}
