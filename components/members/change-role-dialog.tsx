"use client";

import { Controller, useForm } from "react-hook-form";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { useUpdateMember } from "#components/members/queries.ts";
import { RolePicker } from "#components/members/role-picker.tsx";
import { roleWords } from "#components/members/role-words.ts";
import type { Member } from "#lib/members/schema.ts";
import type { Role } from "#lib/merchants/permissions.ts";

interface ChangeRoleDialogProps extends DialogProps {
  member: Member;
  roles: readonly Role[];
  onSaid: (sentence: string) => void;
}

export function ChangeRoleDialog({ member, roles, onSaid, ...dialog }: ChangeRoleDialogProps) {
  const update = useUpdateMember(member.userId);
  const form = useForm({ defaultValues: { role: member.role } });

  return (
    <FormDialog
      {...dialog}
      title="Change role"
      description={
        <>
          Of <bdi className="wrap-anywhere font-medium text-text">{member.email}</bdi>. The change
          applies immediately.
        </>
      }
      form={form}
      onSubmit={async ({ role }) => {
        await update.mutateAsync({ role });
        onSaid(`${member.email} is now ${roleWords[role].label.toLowerCase()}`);
        dialog.onClose();
      }}
      submitLabel="Change role"
    >
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
