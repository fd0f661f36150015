"use client";

import { useId, useRef, useState } from "react";
import { explainFailure } from "#components/api-keys/detail/conflict.ts";
import { newIdempotencyKey } from "#components/api-keys/idempotency-key.ts";
import { useRotateApiKey } from "#components/api-keys/key-queries.ts";
import { isRefusal } from "#components/api-keys/queries.ts";
import { formatOverlap, overlaps } from "#components/api-keys/rotation/overlap.ts";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogPanel } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioPills } from "#components/ui/radio-pills.tsx";
import { useSingleFlight } from "#components/ui/single-flight.ts";
import { useUnloadWarning } from "#components/ui/unload-warning.ts";
import { ApiError } from "#lib/api-client.ts";
import { type ApiKey, defaultOverlapSeconds } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";

const unknownOutcome =
  "No answer came, so the rotation may have begun all the same. Try again here, and you get the new secret of that rotation. Once this dialog is closed it cannot be shown any more: cancel the rotation then, and start another.";

interface RotateApiKeyDialogProps {
  apiKey: ApiKey;
  application: Application;
  onClose: () => void;
  onCloseAutoFocus: (event: Event) => void;
}

export function RotateApiKeyDialog({
  apiKey,
  application,
  onClose,
  onCloseAutoFocus,
}: RotateApiKeyDialogProps) {
  const id = useId();
  const { reveal, revealed } = useRevealedSecret();
  const [overlap, setOverlap] = useState(String(defaultOverlapSeconds));
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  // Kept until the server has answered, so that trying again cannot begin a second rotation.
  const attempt = useRef<{ overlap: string; idempotencyKey: string }>(null);
  const rotate = useRotateApiKey(apiKey, (rotated) => {
    reveal({ kind: "key", created: rotated, application });
    onClose();
  });

  // A secret that is on its way would be lost with the page.
  useUnloadWarning(isBusy);

  const submit = useSingleFlight(async () => {
    setBusy(true);
    setFailure("");
    if (attempt.current?.overlap !== overlap) {
      attempt.current = { overlap, idempotencyKey: newIdempotencyKey() };
    }
    const { idempotencyKey } = attempt.current;
    try {
      await rotate.mutateAsync({ overlapSeconds: Number(overlap), idempotencyKey });
    } catch (error) {
      const isRefused = error instanceof ApiError && isRefusal(error);
      if (isRefused) attempt.current = null;
      setFailure(isRefused ? explainFailure(error) : unknownOutcome);
    } finally {
      setBusy(false);
    }
  });

  return (
    <Dialog open onOpenChange={() => !isBusy && onClose()}>
      <DialogPanel
        title="Rotate this API key?"
        description={
          <>
            <bdi className="font-medium text-text">{apiKey.description}</bdi> gets a new secret,
            shown once, right after this. Its ID, scopes and everything else stay.
          </>
        }
        onCloseAutoFocus={(event) => (revealed ? event.preventDefault() : onCloseAutoFocus(event))}
      >
        <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
          {failure && (
            <Notice tone="danger" role="alert">
              {failure}
            </Notice>
          )}
          <ul className="flex list-disc flex-col gap-1 pl-5 text-sm leading-6 marker:text-muted">
            <li>Both secrets work side by side, so that every client can switch over.</li>
            <li>The clock of the overlap starts when the new secret is first used.</li>
            <li>
              If nothing uses the new secret within 7 days it is withdrawn, and the previous one
              stays.
            </li>
          </ul>
          <div className="flex flex-col gap-2">
            <RadioPills
              label="Overlap"
              pills={overlaps}
              value={overlap}
              onValueChange={setOverlap}
              describedBy={`${id}-overlap`}
            />
            <p id={`${id}-overlap`} className="text-[0.8125rem] text-muted leading-5">
              {overlap === "0"
                ? "The previous secret stops with the first use of the new one."
                : `The previous secret stops ${formatOverlap(Number(overlap))} after the first use of the new one.`}
            </p>
          </div>
          <DialogActions>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={isBusy}>
              Rotate key
            </Button>
          </DialogActions>
        </form>
      </DialogPanel>
    </Dialog>
  );
}
