"use client";

import { Check, Copy, Download, FileCode } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { toEnvFileName, toEnvLine } from "#components/api-keys/reveal/env-file.ts";
import { Button } from "#components/ui/button.tsx";
import { howToCopy, selectContents, useClipboard } from "#components/ui/clipboard.ts";
import { downloadText } from "#components/ui/download-text.ts";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SelectableText } from "#components/ui/selectable-text.tsx";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";

interface TakeKeyProps {
  created: CreatedApiKey;
  copyButton: RefObject<HTMLButtonElement | null>;
  /** The key has left the screen for a place of the merchant's. */
  onTaken: () => void;
}

/** The full key and the ways to take it away. */
export function TakeKey({ created, copyButton, onTaken }: TakeKeyProps) {
  const { fullKey, description } = created;
  const envLine = toEnvLine(fullKey);
  const keyText = useRef<HTMLDivElement>(null);
  const envText = useRef<HTMLDivElement>(null);
  const [isDownloaded, setDownloaded] = useState(false);
  const { outcome, copy, markCopied } = useClipboard<"key" | "env">();
  const copied = outcome?.isTaken ? outcome.name : null;
  const refused = outcome?.isTaken === false ? outcome.name : null;

  useEffect(() => {
    if (outcome === null) return;
    if (outcome.isTaken) return onTaken();
    const text = outcome.name === "key" ? keyText.current : envText.current;
    text?.focus();
    if (text) selectContents(text);
  }, [outcome, onTaken]);

  useEffect(() => {
    function onCopy() {
      const selection = window.getSelection();
      const isOurs = [keyText.current, envText.current].some(
        (text) => text && selection?.containsNode(text, true),
      );
      const text = selection?.toString() ?? "";
      if (isOurs && text.includes(fullKey)) markCopied(text.includes(envLine) ? "env" : "key");
    }
    document.addEventListener("copy", onCopy);
    return () => document.removeEventListener("copy", onCopy);
  }, [fullKey, envLine, markCopied]);

  function download() {
    downloadText(toEnvFileName(description), `${envLine}\n`);
    setDownloaded(true);
    onTaken();
  }

  return (
    <>
      <SelectableText
        label="API key"
        isLabelHidden
        text={fullKey}
        ref={keyText}
        className="border-accent bg-accent-soft font-medium sm:text-sm"
      />
      <div className="mt-3 grid gap-2 sm:grid-cols-3">
        <Button
          ref={copyButton}
          variant={copied === "key" ? "secondary" : "primary"}
          onClick={() => copy("key", fullKey)}
        >
          {copied === "key" ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied === "key" ? "Copied" : "Copy key"}
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
          The clipboard is not available here. The {refused === "key" ? "key" : "line"} is selected.{" "}
          {howToCopy()}.
        </Notice>
      )}
      <LiveRegion>{copied ? "Copied" : isDownloaded ? "Downloaded" : ""}</LiveRegion>
    </>
  );
}
