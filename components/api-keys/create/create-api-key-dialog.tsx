"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { suggestScopes } from "#components/api-keys/create/suggested-scopes.ts";
import { AllowlistField } from "#components/api-keys/fields/allowlist-field.tsx";
import { DescriptionField } from "#components/api-keys/fields/description-field.tsx";
import { RateLimitField } from "#components/api-keys/fields/rate-limit-field.tsx";
import { ScopePicker } from "#components/api-keys/fields/scope-picker.tsx";
import { newIdempotencyKey } from "#components/api-keys/idempotency-key.ts";
import { describeAllowlist } from "#components/api-keys/key-words.ts";
import { useCreateApiKey } from "#components/api-keys/queries.ts";
import { RevealedKeyDialog } from "#components/api-keys/revealed-key-dialog.tsx";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { suggestExpiry } from "#components/fields/expiry.ts";
import { ExpiryField } from "#components/fields/expiry-field.tsx";
import { describeRateLimit } from "#components/rate-limit-words.ts";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { isRefusal } from "#components/submit-failure.ts";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import { type CreateApiKeyBody, createApiKeyBody, type KeyPolicy } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";

const unknownOutcome =
  "No response came, so the key may have been created all the same. Close this dialog and look in the list: a key that you find there can't be shown anymore, so revoke it and create another.";

type Options = Required<Pick<CreateApiKeyBody, "ipAllowlist">> &
  Pick<CreateApiKeyBody, "rateLimit">;

const optionNames: readonly string[] = ["ipAllowlist", "rateLimit"] satisfies (keyof Options)[];

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
      scopes: suggestScopes(policy.scopes),
      expiresAt: suggestExpiry(policy.longestLifeDays),
      ipAllowlist: [],
      rateLimit: undefined,
    } as CreateApiKeyBody,
    mode: "onChange",
  });
  const { errors, isSubmitted } = form.formState;
  const { description, scopes = [], expiresAt, ipAllowlist = [] } = useWatch(form);
  const rateLimit = useWatch({ control: form.control, name: "rateLimit" });

  function choose<Name extends keyof CreateApiKeyBody>(name: Name, value: CreateApiKeyBody[Name]) {
    form.setValue<keyof CreateApiKeyBody>(name, value, {
      shouldDirty: true,
      shouldValidate: isSubmitted,
    });
  }

  function explain(failure: unknown) {
    if (!isRefusal(failure)) return unknownOutcome;
    if (failure.details.some(({ field }) => isOption(field))) setOpen(true);
    return null;
  }

  return (
    <FormDialog
      {...dialog}
      draft="create-api-key"
      title="Create API key"
      description={
        <>
          For <bdi className="font-medium text-text">{withFullStop(application.name)}</bdi> The full
          key is shown once, right after this.
        </>
      }
      form={form}
      onSubmit={(body) => create.mutateAsync({ body, idempotencyKey: newIdempotencyKey() })}
      onInvalid={(faults) => setOpen(isOpen || Object.keys(faults).some(isOption))}
      explain={explain}
      submitLabel="Create key"
      className="sm:max-w-2xl lg:max-w-4xl"
    >
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:grid-rows-[auto_auto_1fr]">
        <DescriptionField
          text={description}
          placeholder="Billing server in Frankfurt"
          hint="Where the key will be used."
          error={errors.description?.message}
          {...form.register("description")}
        />
        <div className="lg:col-start-2 lg:row-span-3 lg:row-start-1">
          <ScopePicker
            catalogue={policy.scopes}
            role={policy.role}
            value={scopes}
            onChange={(value) => choose("scopes", value)}
            error={errors.scopes}
          />
        </div>
        <ExpiryField
          subject="Live keys"
          hint="An expiry is recommended: it limits the damage if the key leaks. You can extend it at any time."
          value={expiresAt}
          onChange={(value) => choose("expiresAt", value)}
          longestLifeDays={policy.longestLifeDays}
          error={errors.expiresAt?.message}
        />
        <div>
          <Disclosure
            label="More options"
            summary={summarize({ ipAllowlist, rateLimit })}
            isOpen={isOpen}
            onOpenChange={setOpen}
          >
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
        </div>
      </div>
    </FormDialog>
  );
}

function isOption(field: string): boolean {
  return optionNames.includes(field.split(".", 1)[0] ?? "");
}

/** "From anywhere", and the rate limit if there is one. */
function summarize({ ipAllowlist, rateLimit }: Options): string {
  const allowlist = describeAllowlist(ipAllowlist);
  const facts = [allowlist.charAt(0).toUpperCase() + allowlist.slice(1)];
  if (rateLimit) facts.push(describeRateLimit(rateLimit));
  return facts.join(" · ");
}
