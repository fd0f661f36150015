"use client";

import { Check, Copy, FileText } from "lucide-react";
import { useEffect, useState } from "react";
import { writeToClipboard } from "#components/hooks/clipboard.ts";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { LiveRegion } from "#components/ui/live-region.tsx";

const saidForMilliseconds = 4_000;

/** Links to copy or view the page in Markdown. */
export function PageActions({ path }: { path: string }) {
  const [said, setSaid] = useState("");

  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), saidForMilliseconds);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    const response = await fetch(`${path}.md`).catch(() => null);
    const isCopied = response?.ok && (await writeToClipboard(await response.text()));
    setSaid(isCopied ? "Copied" : "Not copied");
  }

  const Icon = said === "Copied" ? Check : Copy;
  return (
    <div className="-ml-3 flex flex-wrap gap-1 print:hidden">
      <button
        type="button"
        onClick={copy}
        className={buttonStyles({
          variant: "ghost",
          size: "small",
          className: "noscript:hidden",
        })}
      >
        <Icon aria-hidden />
        {said || "Copy as Markdown"}
      </button>
      <a href={`${path}.md`} className={buttonStyles({ variant: "ghost", size: "small" })}>
        <FileText aria-hidden />
        View as Markdown
      </a>
      <LiveRegion>{said}</LiveRegion>
    </div>
  );
}
