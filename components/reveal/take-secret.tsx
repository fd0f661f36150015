"use client";

import { Check, Copy, Download, FileCode } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useBrandWords } from "#components/brand/brand-provider.tsx";
import { howToCopy, selectContents, useClipboard } from "#components/hooks/clipboard.ts";
import { downloadText } from "#components/hooks/download-text.ts";
import { type SecretNoun, toEnvFileName, toEnvLine } from "#components/reveal/env-file.ts";
import { Button } from "#components/ui/button.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SelectableText } from "#components/ui/selectable-text.tsx";

interface TakeSecretProps {
  noun: SecretNoun;
  secret: string;
  /** Its name, for a file name. */
  name: string;
  copyButton: RefObject<HTMLButtonElement | null>;
  /** Called when the secret was copied or downloaded. */
  onTaken: () => void;
}

/** The secret with buttons to copy or download it. */
export function TakeSecret({ noun, secret, name, copyButton, onTaken }: TakeSecretProps) {
  const { variablePrefix } = useBrandWords();
  const envLine = toEnvLine(variablePrefix, noun, secret);
  const secretText = useRef<HTMLDivElement>(null);
  const envText = useRef<HTMLDivElement>(null);
  const [isDownloaded, setDownloaded] = useState(false);
  const { outcome, copy, markCopied } = useClipboard<"secret" | "env">();
  const copied = outcome?.isTaken ? outcome.name : null;
  const refused = outcome?.isTaken === false ? outcome.name : null;

  useEffect(() => {
    if (outcome === null) return;
    if (outcome.isTaken) return onTaken();
    const text = outcome.name === "secret" ? secretText.current : envText.current;
    text?.focus();
    if (text) selectContents(text);
  }, [outcome, onTaken]);

  useEffect(() => {
    function onCopy() {
      const selection = window.getSelection();
      const isOurs = [secretText.current, envText.current].some(
        (text) => text && selection?.containsNode(text, true),
      );
      const text = selection?.toString() ?? "";
      if (isOurs && text.includes(secret)) markCopied(text.includes(envLine) ? "env" : "secret");
    }
    document.addEventListener("copy", onCopy);
    return () => document.removeEventListener("copy", onCopy);
  }, [secret, envLine, markCopied]);

  function download() {
    downloadText(toEnvFileName(noun, name), `${envLine}\n`);
    setDownloaded(true);
    onTaken();
  }

  return (
    <>
      <SelectableText
        label={`API ${noun}`}
        isLabelHidden
        text={secret}
        ref={secretText}
        className="max-h-52 overflow-y-auto border-accent bg-accent-soft font-medium sm:text-sm"
      />
      <div className="mt-3 grid gap-2 sm:grid-cols-3">
        <Button
          ref={copyButton}
          variant={copied === "secret" ? "secondary" : "primary"}
          onClick={() => copy("secret", secret)}
        >
          {copied === "secret" ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied === "secret" ? "Copied" : `Copy ${noun}`}
        </Button>
        <Button variant="secondary" onClick={() => copy("env", envLine)}>
          {copied === "env" ? <Check aria-hidden /> : <FileCode aria-hidden />}
          {copied === "env" ? "Copied" : "Copy as .env line"}
        </Button>
        <Button variant="secondary" onClick={download}>
          {isDownloaded ? <Check aria-hidden /> : <Download aria-hidden />}
          {isDownloaded ? "Downloaded" : "Download"}
        </Button>
      </div>
      {refused === "env" && (
        <div className="mt-3">
          <SelectableText label=".env line" text={envLine} ref={envText} />
        </div>
      )}
      {refused && (
        <Notice tone="info" role="status" className="mt-3">
          Couldn't copy to the clipboard. The {refused === "secret" ? noun : "line"} is selected.{" "}
          {howToCopy()}.
        </Notice>
      )}
      <LiveRegion>{copied ? "Copied" : isDownloaded ? "Downloaded" : ""}</LiveRegion>
    </>
  );
}
