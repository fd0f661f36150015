import { useCallback, useState } from "react";

/** Resolves to whether the clipboard accepted the text; it is missing on plain HTTP. */
export async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function selectContents(element: HTMLElement): void {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** Returns how to copy a selected text manually on this device. */
export function howToCopy(): string {
  if (window.matchMedia("(pointer: coarse)").matches) return "Long-press it and choose Copy";
  return /mac/i.test(navigator.userAgent) ? "Press ⌘C" : "Press Ctrl+C";
}

interface CopyOutcome<Name extends string> {
  name: Name;
  isTaken: boolean;
}

/** Copies one of several named texts; reports the result of the latest copy. */
export function useClipboard<Name extends string>() {
  const [outcome, setOutcome] = useState<CopyOutcome<Name> | null>(null);
  const copy = async (name: Name, text: string) => {
    setOutcome({ name, isTaken: await writeToClipboard(text) });
  };
  const markCopied = useCallback((name: Name) => setOutcome({ name, isTaken: true }), []);
  return { outcome, copy, markCopied };
}
