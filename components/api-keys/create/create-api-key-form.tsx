"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { AllowlistField } from "#components/api-keys/fields/allowlist-field.tsx";
import { DescriptionField } from "#components/api-keys/fields/description-field.tsx";
import { ExpiryField } from "#components/api-keys/fields/expiry-field.tsx";
import { RateLimitField } from "#components/api-keys/fields/rate-limit-field.tsx";
import { ScopePicker } from "#components/api-keys/fields/scope-picker.tsx";
import { newIdempotencyKey } from "#components/api-keys/idempotency-key.ts";
import { describeAllowlist, describeScopes } from "#components/api-keys/key-words.ts";
import { isRefusal, useCreateApiKey } from "#components/api-keys/queries.ts";
import { FormFailure } from "#components/form-failure.tsx";
import { describeRateLimit } from "#components/rate-limit-words.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { formatDay } from "#components/ui/date-format.ts";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { ApiError } from "#lib/api-client.ts";
import {
  allScopes,
  type CreateApiKeyBody,
  type CreatedApiKey,
  createApiKeyBody,
  type KeyPolicy,
} from "#lib/api-keys/schema.ts";

const unknownOutcome =
  "No answer came, so the key may have been created all the same. Close this dialog and look in the list: a key that you find there cannot be shown any more, so revoke it and create another.";

const fieldNames = ["description", "scopes", "expiresAt", "ipAllowlist", "rateLimit"] as const;

type Options = Required<Pick<CreateApiKeyBody, "scopes" | "ipAllowlist">> &
  Pick<CreateApiKeyBody, "expiresAt" | "rateLimit">;

interface CreateApiKeyFormProps {
  applicationId: string;
  policy: KeyPolicy;
  onCreated: (created: CreatedApiKey) => void;
  onBusyChange: (isBusy: boolean) => void;
}

export function CreateApiKeyForm({
  applicationId,
  policy,
  onCreated,
  onBusyChange,
}: CreateApiKeyFormProps) {
  const create = useCreateApiKey(applicationId, onCreated);
  const [isOpen, setOpen] = useState(false);
  const { control, register, handleSubmit, setError, setValue, formState } = useForm({
    resolver: zodResolver(createApiKeyBody),
    defaultValues: { description: "", scopes: [allScopes], ipAllowlist: [] } as CreateApiKeyBody,
    mode: "onChange",
  });
  const { errors, isSubmitting, isSubmitted } = formState;
  const { description, scopes = [], expiresAt, ipAllowlist = [] } = useWatch({ control });
  const rateLimit = useWatch({ control, name: "rateLimit" });
  const options = { scopes, expiresAt, ipAllowlist, rateLimit };

  function choose<Name extends keyof Options>(name: Name, value: CreateApiKeyBody[Name]) {
    setValue<keyof CreateApiKeyBody>(name, value, { shouldValidate: isSubmitted });
  }

  const submit = useSingleFlight(
    handleSubmit(
      async (body) => {
        onBusyChange(true);
        try {
          await create.mutateAsync({ body, idempotencyKey: newIdempotencyKey() });
        } catch (failure) {
          if (failure instanceof ApiError && isRefusal(failure)) {
            if (failure.details.some(({ field }) => field !== "description")) setOpen(true);
            showFailure(setError, fieldNames, failure);
          } else setError("root", { message: unknownOutcome });
        } finally {
          onBusyChange(false);
        }
      },
      ({ description: _, ...others }) => {
        if (Object.keys(others).length > 0) setOpen(true);
      },
    ),
  );
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      <FormFailure message={errors.root?.message} />
      <DescriptionField
        text={description}
        placeholder="Billing server in Frankfurt"
        hint="Where the key will be used."
        error={errors.description?.message}
        {...register("description")}
      />
      <Disclosure
        label="Options"
        summary={summarize(options, policy)}
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

/** "All scopes · never expires · from anywhere", and the rate limit where there is one. */
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
