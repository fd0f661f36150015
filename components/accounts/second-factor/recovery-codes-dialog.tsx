"use client";

import { Check, Copy, Download } from "lucide-react";
import { useRef, useState } from "react";
import { howToCopy, selectContents, useClipboard } from "#components/hooks/clipboard.ts";
import { downloadText } from "#components/hooks/download-text.ts";
import { useUnloadWarning } from "#components/hooks/unload-warning.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogFrame } from "#components/ui/dialog.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  email: string;
  onClose: () => void;
}

/** Shows the codes once: the dialog stays open until the person confirms saving them. */
export function RecoveryCodesDialog({ codes, email, onClose }: RecoveryCodesDialogProps) {
  const [isSaved, setSaved] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const [isDownloaded, setDownloaded] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const copyButton = useRef<HTMLButtonElement>(null);
  const { outcome, copy } = useClipboard<"codes">();
  const isCopied = outcome?.isTaken === true;
  const text = codes.join("\n");
  useUnloadWarning(!isSaved);

  function leave() {
    if (isSaved) onClose();
    else setRefusals((count) => count + 1);
  }

  async function copyCodes() {
    await copy("codes", text);
    if (list.current) selectContents(list.current);
  }

  function download() {
    downloadText(
      "recovery-codes.txt",
      `Recovery codes for ${email}. Each works once.\n\n${text}\n`,
    );
    setDownloaded(true);
  }

  return (
    <DialogFrame
      title="Your recovery codes"
      description="Use a code to sign in if you lose your phone or passkey. Each code works once. Store them somewhere safe, not on your phone. They won't be shown again."
      onDismiss={leave}
      initialFocus={copyButton}
    >
      <ol
        ref={list}
        aria-label="Recovery codes"
        translate="no"
        className="grid gap-x-6 gap-y-1 rounded-lg border border-border bg-sunken px-4 py-3 text-center font-mono text-sm leading-7 min-[22.5rem]:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="mt-3 grid gap-2 sm:grid-cols-2">
        <Button ref={copyButton} variant={isCopied ? "secondary" : "primary"} onClick={copyCodes}>
          {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {isCopied ? "Copied" : "Copy codes"}
        </Button>
        <Button variant="secondary" onClick={download}>
          {isDownloaded ? <Check aria-hidden /> : <Download aria-hidden />}
          {isDownloaded ? "Downloaded" : "Download"}
        </Button>
      </div>
      {outcome?.isTaken === false && (
        <Notice tone="info" role="status" className="mt-3">
          Couldn't copy to the clipboard. The codes are selected. {howToCopy()}.
        </Notice>
      )}
      {refusals > 0 && !isSaved && (
        <Notice key={refusals} tone="warning" role="alert" className="mt-3">
          Save the codes first. They can't be shown again.
        </Notice>
      )}
      <LiveRegion>{isCopied ? "Copied" : isDownloaded ? "Downloaded" : ""}</LiveRegion>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-border border-t pt-4">
        <Checkbox label="I have saved these codes" checked={isSaved} onCheckedChange={setSaved} />
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
