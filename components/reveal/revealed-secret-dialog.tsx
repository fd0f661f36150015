"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { SecretNoun } from "#components/reveal/env-file.ts";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";
import { TakeSecret } from "#components/reveal/take-secret.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogFrame } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface RevealedSecretDialogProps {
  title: ReactNode;
  description: ReactNode;
  noun: SecretNoun;
  secret: string;
  name: string;
  /** Element that gets the focus after the dialog. */
  focusAfterId: string;
  /** How to try the secret. */
  children: ReactNode;
}

/** Shows a secret once, until the reader has saved it or confirms that. */
export function RevealedSecretDialog({
  title,
  description,
  noun,
  secret,
  name,
  focusAfterId,
  children,
}: RevealedSecretDialogProps) {
  const { refusals, refuse, setSaved, close } = useRevealedSecret();
  const [isTaken, setTaken] = useState(false);
  const [isTicked, setTicked] = useState(false);
  const copyButton = useRef<HTMLButtonElement>(null);
  const isSaved = isTaken || isTicked;

  const onTaken = useCallback(() => setTaken(true), []);

  useEffect(() => setSaved(isSaved), [isSaved, setSaved]);

  useEffect(() => {
    if (refusals > 0) copyButton.current?.focus();
  }, [refusals]);

  function leave() {
    if (isSaved) close();
    else refuse();
  }

  return (
    <DialogFrame
      title={title}
      description={description}
      onDismiss={leave}
      initialFocus={copyButton}
      returnFocus={() => document.getElementById(focusAfterId) ?? document.querySelector("main")}
      className="max-w-[38rem]"
    >
      <TakeSecret
        noun={noun}
        secret={secret}
        name={name}
        copyButton={copyButton}
        onTaken={onTaken}
      />
      {refusals > 0 && !isSaved && (
        <Notice key={refusals} tone="warning" role="alert" className="mt-3">
          Save the {noun} first. It can't be shown again.
        </Notice>
      )}
      {children}
      <div className="mt-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-border border-t pt-4">
        <Checkbox
          label={`I have saved this ${noun}`}
          checked={isTicked}
          onCheckedChange={setTicked}
        />
        <Button
          variant={isSaved ? "primary" : "secondary"}
          onClick={leave}
          className="max-sm:w-full"
        >
          Done
        </Button>
      </div>
    </DialogFrame>
  );
}
