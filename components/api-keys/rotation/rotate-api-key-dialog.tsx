"use client";

import { useId, useRef } from "react";
import { Controller, useForm } from "react-hook-form";
import { explainFailure } from "#components/api-keys/detail/conflict.ts";
import { newIdempotencyKey } from "#components/api-keys/idempotency-key.ts";
import { useRotateApiKey } from "#components/api-keys/key-queries.ts";
import { RevealedKeyDialog } from "#components/api-keys/revealed-key-dialog.tsx";
import { formatOverlap, overlaps } from "#components/api-keys/rotation/overlap.ts";
import { rotationHeadingId } from "#components/api-keys/rotation/rotation-panel.tsx";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { useUnloadWarning } from "#components/hooks/unload-warning.ts";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { isRefusal } from "#components/submit-failure.ts";
import { RadioPills } from "#components/ui/radio-pills.tsx";
import { defaultOverlapSeconds } from "#lib/api-keys/constants.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";

const unknownOutcome =
  "No response was received, but the rotation may have started. Try again here to get the new secret. If you close this dialog, the secret can't be shown again. In that case, cancel the rotation and start another.";

interface RotateApiKeyDialogProps extends DialogProps {
  apiKey: ApiKey;
  application: Application;
}

export function RotateApiKeyDialog({ apiKey, application, ...dialog }: RotateApiKeyDialogProps) {
  const id = useId();
  const { reveal } = useRevealedSecret();
  const form = useForm({ defaultValues: { overlap: String(defaultOverlapSeconds) } });
  // Kept until the server has responded, so that a retry cannot start a second rotation.
  const attempt = useRef<{ overlap: string; idempotencyKey: string }>(null);
  const rotate = useRotateApiKey(apiKey, (created) => {
    reveal(<RevealedKeyDialog {...{ created, application }} focusAfterId={rotationHeadingId} />);
    dialog.onClose();
  });

  // Leaving the page would lose a secret in flight.
  useUnloadWarning(form.formState.isSubmitting);

  async function submit({ overlap }: { overlap: string }) {
    if (attempt.current?.overlap !== overlap) {
      attempt.current = { overlap, idempotencyKey: newIdempotencyKey() };
    }
    const { idempotencyKey } = attempt.current;
    await rotate.mutateAsync({ overlapSeconds: Number(overlap), idempotencyKey });
  }

  function explain(failure: unknown) {
    if (!isRefusal(failure)) return unknownOutcome;
    attempt.current = null;
    return explainFailure(failure);
  }

  return (
    <FormDialog
      {...dialog}
      title="Rotate this API key?"
      description={
        <>
          <bdi className="font-medium text-text">{apiKey.description}</bdi> gets a new secret, shown
          once in the next step. Its ID, scopes, and settings stay the same.
        </>
      }
      form={form}
      onSubmit={submit}
      explain={explain}
      submitLabel="Rotate key"
    >
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm leading-6 marker:text-muted">
        <li>Both secrets work for a while, so that your clients can switch.</li>
        <li>The overlap starts when the new secret is first used.</li>
        <li>
          If the new secret isn't used within 7 days, it's withdrawn and the previous one stays.
        </li>
      </ul>
      <Controller
        control={form.control}
        name="overlap"
        render={({ field: { value, onChange } }) => (
          <div className="flex flex-col gap-2">
            <RadioPills
              label="Overlap"
              pills={overlaps}
              value={value}
              onValueChange={onChange}
              describedBy={`${id}-overlap`}
            />
            <p id={`${id}-overlap`} className="text-[0.8125rem] text-muted leading-5">
              {value === "0"
                ? "The previous secret stops working when the new one is first used."
                : `The previous secret stops working ${formatOverlap(Number(value))} after the new one is first used.`}
            </p>
          </div>
        )}
      />
    </FormDialog>
  );
}
