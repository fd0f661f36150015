"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { DocsNav } from "#components/docs/navigation/docs-nav.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { overlayStyles, titleStyles } from "#components/ui/dialog-styles.ts";
import type { DocsSection } from "#lib/docs/schema.ts";

/** The navigation on a phone, above the page. */
export function DocsMenu({ sections }: { sections: readonly DocsSection[] }) {
  const path = usePathname();
  // Path on which the menu was opened, so that following a link closes it.
  const [openOn, setOpenOn] = useState<string | null>(null);
  return (
    <Dialog.Root open={openOn === path} onOpenChange={(isOpen) => setOpenOn(isOpen ? path : null)}>
      <Dialog.Trigger
        aria-label="Pages"
        className={buttonStyles({
          variant: "ghost",
          size: "icon",
          className: "lg:hidden noscript:hidden",
        })}
      >
        <Menu aria-hidden />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 w-[min(20rem,calc(100vw-3rem))] animate-fade overflow-y-auto overscroll-contain border-border border-r bg-raised p-4 shadow-raised outline-none"
        >
          <div className="mb-3 flex items-center justify-between pl-2.5">
            <Dialog.Title className={titleStyles}>Documentation</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className={buttonStyles({ variant: "ghost", size: "icon" })}
            >
              <X aria-hidden />
            </Dialog.Close>
          </div>
          <DocsNav sections={sections} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
