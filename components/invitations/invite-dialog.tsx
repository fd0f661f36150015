"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { useInvite } from "#components/invitations/queries.ts";
import { RolePicker } from "#components/members/role-picker.tsx";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import {
  Dialog,
  DialogActions,
  DialogClose,
  DialogPanel,
  DialogTrigger,
} from "#components/ui/dialog.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { inviteBody } from "#lib/invitations/schema.ts";
import type { Role } from "#lib/merchants/schema.ts";

interface InviteDialogProps {
  /** What the reader may give. */
  roles: readonly Role[];
}

export function InviteDialog({ roles }: InviteDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  return (
    <>
      <Dialog open={isOpen} onOpenChange={(open) => !isBusy && setOpen(open)}>
        <DialogTrigger asChild>
          <Button>
            <UserPlus aria-hidden />
            Invite a person
          </Button>
        </DialogTrigger>
        <DialogPanel
          title="Invite a person"
          description="We send them a link. It works once, within 7 days."
        >
          <InviteForm
            roles={roles}
            onBusyChange={setBusy}
            onInvited={(email) => {
              setSaid(`An invitation is on its way to ${email}`);
              setOpen(false);
            }}
          />
        </DialogPanel>
      </Dialog>
      <LiveRegion>{said}</LiveRegion>
    </>
  );
}

interface InviteFormProps extends InviteDialogProps {
  onBusyChange: (isBusy: boolean) => void;
  onInvited: (email: string) => void;
}

function InviteForm({ roles, onBusyChange, onInvited }: InviteFormProps) {
  const invite = useInvite();
  const form = useForm({
    resolver: zodResolver(inviteBody),
    defaultValues: { email: "", role: "developer" as Role },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = useSingleFlight(
    form.handleSubmit(async (body) => {
      onBusyChange(true);
      try {
        const { email } = await invite.mutateAsync(body);
        onInvited(email);
      } catch (failure) {
        showFailure(form.setError, ["email", "role"], failure);
      } finally {
        onBusyChange(false);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="off"
        error={errors.email?.message}
        {...form.register("email")}
      />
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <RolePicker roles={roles} value={field.value} onValueChange={field.onChange} />
        )}
      />
      <DialogActions>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Send invitation
        </Button>
      </DialogActions>
    </form>
  );
}
