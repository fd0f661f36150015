"use client";

import { Check, Copy } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { howToCopy, selectContents, writeToClipboard } from "#components/hooks/clipboard.ts";
import { classNames } from "#components/ui/class-names.ts";
import { LiveRegion } from "#components/ui/live-region.tsx";

interface CopyButtonProps {
  label: string;
  text: string;
  /** Element with the text, selected if the clipboard refuses it. */
  source: RefObject<HTMLElement | null>;
  /** Side of the result message. */
  side?: "left" | "right";
}

const saidForMilliseconds = 4_000;

/** A small copy button that says "Copied" only if the clipboard accepted the text. */
export function CopyButton({ label, text, source, side = "right" }: CopyButtonProps) {
  const [said, setSaid] = useState("");

  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), saidForMilliseconds);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    if (await writeToClipboard(text)) return setSaid("Copied");
    if (source.current) selectContents(source.current);
    setSaid(howToCopy());
  }

  const Icon = said === "Copied" ? Check : Copy;
  return (
    <span className="relative inline-flex items-center noscript:hidden print:hidden">
      <button
        type="button"
        aria-label={label}
        onClick={copy}
        className="grid size-7 place-items-center rounded-md text-muted hover:bg-hover hover:text-text"
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
      <span
        aria-hidden
        className={classNames(
          "pointer-events-none absolute whitespace-nowrap text-muted text-xs",
          side === "right" ? "left-full ml-1" : "right-full mr-1",
        )}
      >
        {said}
      </span>
      <LiveRegion>{said}</LiveRegion>
    </span>
  );
}
