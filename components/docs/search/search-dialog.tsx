"use client";

import { Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { SearchPanel } from "#components/docs/search/search-panel.tsx";
import { overlayStyles } from "#components/ui/dialog-styles.ts";

/** Opens the search with a click or the usual keyboard shortcuts. */
export function SearchDialog() {
  const path = usePathname();
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    function press(event: KeyboardEvent) {
      const target = event.target as HTMLElement;
      const isTyping =
        target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
      const isShortcut = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k";
      if (!isShortcut && (isTyping || event.key !== "/")) return;
      event.preventDefault();
      setOpen(true);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger className="flex h-9 items-center gap-2 rounded-lg border border-border-strong bg-surface px-2.5 text-muted text-sm hover:border-text hover:text-text noscript:hidden sm:w-60">
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 text-left max-sm:sr-only">Search</span>
        <kbd
          aria-hidden
          className="rounded border border-border bg-sunken px-1.5 font-mono text-[0.6875rem] leading-4 max-sm:hidden"
        >
          /
        </kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[max(1rem,10vh)] left-1/2 z-50 flex max-h-[min(34rem,80dvh)] w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-fade flex-col overflow-hidden rounded-2xl border border-border bg-raised shadow-raised outline-none"
        >
          <Dialog.Title className="sr-only">Search the documentation</Dialog.Title>
          <SearchPanel key={path} onChoose={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
