"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { AllowlistField } from "#components/api-keys/fields/allowlist-field.tsx";
import { DescriptionField } from "#components/api-keys/fields/description-field.tsx";
import { RateLimitField } from "#components/api-keys/fields/rate-limit-field.tsx";
import { ScopePicker } from "#components/api-keys/fields/scope-picker.tsx";
import { newIdempotencyKey } from "#components/api-keys/idempotency-key.ts";
import { describeAllowlist, describeScopes } from "#components/api-keys/key-words.ts";
import { useCreateApiKey } from "#components/api-keys/queries.ts";
import { RevealedKeyDialog } from "#components/api-keys/revealed-key-dialog.tsx";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { ExpiryField } from "#components/fields/expiry-field.tsx";
import { describeRateLimit } from "#components/rate-limit-words.ts";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { isRefusal } from "#components/submit-failure.ts";
import { formatDay } from "#components/ui/date-format.ts";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { allScopes } from "#lib/api-keys/constants.ts";
import { type CreateApiKeyBody, createApiKeyBody, type KeyPolicy } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";

const unknownOutcome =
  "No response came, so the key may have been created all the same. Close this dialog and look in the list: a key that you find there can't be shown anymore, so revoke it and create another.";

type Options = Required<Pick<CreateApiKeyBody, "scopes" | "ipAllowlist">> &
  Pick<CreateApiKeyBody, "expiresAt" | "rateLimit">;

interface CreateApiKeyDialogProps extends DialogProps {
  application: Application;
  policy: KeyPolicy;
  /** Element that gets the focus after the new key was shown. */
  focusAfterId: string;
}

export function CreateApiKeyDialog({
  application,
  policy,
  focusAfterId,
  ...dialog
}: CreateApiKeyDialogProps) {
  const { reveal } = useRevealedSecret();
  const create = useCreateApiKey(application.id, (created) => {
    reveal(<RevealedKeyDialog {...{ created, application, focusAfterId }} />);
    dialog.onClose();
  });
  const [isOpen, setOpen] = useState(false);
  const form = useForm({
    resolver: zodResolver(createApiKeyBody),
    defaultValues: {
      description: "",
      scopes: [allScopes],
      expiresAt: undefined,
      ipAllowlist: [],
      rateLimit: undefined,
    } as CreateApiKeyBody,
    mode: "onChange",
  });
  const { errors, isSubmitted } = form.formState;
  const { description, scopes = [], expiresAt, ipAllowlist = [] } = useWatch(form);
  const rateLimit = useWatch({ control: form.control, name: "rateLimit" });

  function choose<Name extends keyof Options>(name: Name, value: CreateApiKeyBody[Name]) {
    form.setValue<keyof CreateApiKeyBody>(name, value, {
      shouldDirty: true,
      shouldValidate: isSubmitted,
    });
  }

  function explain(failure: unknown) {
    if (!isRefusal(failure)) return unknownOutcome;
    if (failure.details.some(({ field }) => field !== "description")) setOpen(true);
    return null;
  }

  return (
    <FormDialog
      {...dialog}
      draft="create-api-key"
      title="Create API key"
      description={
        <>
          For <bdi className="font-medium text-text">{application.name}</bdi>. The full key is shown
          once, right after this.
        </>
      }
      form={form}
      onSubmit={(body) => create.mutateAsync({ body, idempotencyKey: newIdempotencyKey() })}
      onInvalid={({ description: _, ...others }) =>
        setOpen(isOpen || Object.keys(others).length > 0)
      }
      explain={explain}
      submitLabel="Create key"
    >
      <DescriptionField
        text={description}
        placeholder="Billing server in Frankfurt"
        hint="Where the key will be used."
        error={errors.description?.message}
        {...form.register("description")}
      />
      <Disclosure
        label="Options"
        summary={summarize({ scopes, expiresAt, ipAllowlist, rateLimit }, policy)}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <ScopePicker
          catalogue={policy.scopes}
          role={policy.role}
          value={scopes}
          onChange={(value) => choose("scopes", value)}
          error={errors.scopes}
        />
        <ExpiryField
          subject="Live keys"
          value={expiresAt}
          onChange={(value) => choose("expiresAt", value)}
          longestLifeDays={policy.longestLifeDays}
          error={errors.expiresAt?.message}
        />
        <AllowlistField
          value={ipAllowlist}
          onChange={(value) => choose("ipAllowlist", value)}
          error={errors.ipAllowlist}
        />
        <RateLimitField
          value={rateLimit}
          onChange={(value) => choose("rateLimit", value)}
          error={errors.rateLimit}
        />
      </Disclosure>
    </FormDialog>
  );
}

/** "All scopes · never expires · from anywhere", and the rate limit if there is one. */
function summarize(
  { scopes, expiresAt, ipAllowlist, rateLimit }: Options,
  { longestLifeDays }: KeyPolicy,
): string {
  let expiry = "never expires";
  if (expiresAt) expiry = `expires ${formatDay(new Date(expiresAt))}`;
  else if (longestLifeDays !== null) expiry = `expires in ${longestLifeDays} days`;
  const facts = [describeScopes(scopes), expiry, describeAllowlist(ipAllowlist)];
  if (rateLimit) facts.push(describeRateLimit(rateLimit));
  return facts.join(" · ");
}
