"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { createApiKeyButtonId } from "#components/api-keys/create/create-api-key-dialog.tsx";
import { useApiKeysChanged } from "#components/api-keys/queries.ts";
import {
  type RevealedKey,
  useRevealedKey,
} from "#components/api-keys/reveal/revealed-key-provider.tsx";
import { TakeKey } from "#components/api-keys/reveal/take-key.tsx";
import { TryKey } from "#components/api-keys/reveal/try-key.tsx";
import { rotationHeadingId } from "#components/api-keys/rotation/rotation-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogPanel } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** The copy-once modal, in the layout above the pages. */
export function RevealedKeyOutlet() {
  const { revealed } = useRevealedKey();
  return revealed && <RevealedKeyDialog key={revealed.created.keyPrefix} revealed={revealed} />;
}

function RevealedKeyDialog({ revealed }: { revealed: RevealedKey }) {
  const { created, application } = revealed;
  const { refusals, refuse, setSaved, close } = useRevealedKey();
  const onKeysChanged = useApiKeysChanged(created.applicationId);
  const [isTaken, setTaken] = useState(false);
  const [isTicked, setTicked] = useState(false);
  const copyButton = useRef<HTMLButtonElement>(null);
  const isSaved = isTaken || isTicked;
  const isRotated = created.rotation !== null;

  const onTaken = useCallback(() => setTaken(true), []);

  useEffect(() => setSaved(isSaved), [isSaved, setSaved]);
  useEffect(() => onKeysChanged, [onKeysChanged]);

  useEffect(() => {
    if (refusals > 0) copyButton.current?.focus();
  }, [refusals]);

  function leave() {
    if (isSaved) close();
    else refuse();
  }

  return (
    <Dialog open onOpenChange={leave}>
      <DialogPanel
        title={
          <>
            {isRotated ? "The new secret of your" : "Your"} {created.environment} API key for{" "}
            <bdi>{application.name}</bdi>
          </>
        }
        description={
          isRotated ? (
            <>
              <bdi className="font-medium text-text">{created.description}</bdi> now has two secrets
              that work. Save the new one now: it is shown in full only this once. Then put it where
              the previous one is.
            </>
          ) : (
            <>
              <bdi className="font-medium text-text">{created.description}</bdi> is ready. Save the
              key now: it is shown in full only this once.
            </>
          )
        }
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          copyButton.current?.focus();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          const place = document.getElementById(
            isRotated ? rotationHeadingId : createApiKeyButtonId,
          );
          (place ?? document.querySelector("main"))?.focus();
        }}
        className="max-w-[38rem]"
      >
        <TakeKey created={created} copyButton={copyButton} onTaken={onTaken} />
        {refusals > 0 && !isSaved && (
          <Notice key={refusals} tone="warning" role="alert" className="mt-3">
            Save the key first: it cannot be shown again.
          </Notice>
        )}
        <TryKey created={created} />
        <div className="mt-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-border border-t pt-4">
          <Checkbox label="I have saved this key" checked={isTicked} onCheckedChange={setTicked} />
          <Button
            variant={isSaved ? "primary" : "secondary"}
            onClick={leave}
            className="max-sm:w-full"
          >
            Done
          </Button>
        </div>
      </DialogPanel>
    </Dialog>
  );
}
