"use client";

import { ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import type { ReactNode } from "react";

interface DisclosureProps {
  label: string;
  /** Summary of the content while it is collapsed. */
  summary: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}

/** Collapsed content for rare needs. */
export function Disclosure({ label, summary, isOpen, onOpenChange, children }: DisclosureProps) {
  return (
    <Collapsible.Root open={isOpen} onOpenChange={onOpenChange}>
      <Collapsible.Trigger className="group -mx-2 flex w-[calc(100%+1rem)] items-start gap-2 rounded-lg px-2 py-1.5 text-left hover:bg-hover">
        <ChevronRight
          aria-hidden
          className="mt-0.5 size-4 shrink-0 text-muted transition-transform duration-100 group-data-[state=open]:rotate-90"
        />
        <span className="min-w-0 text-sm leading-5">
          <span className="font-medium">{label}</span>
          {!isOpen && <span className="block text-[0.8125rem] text-muted">{summary}</span>}
        </span>
      </Collapsible.Trigger>
      {/* Stays mounted while collapsed, so that its values are kept. */}
      <Collapsible.Content
        forceMount
        className="flex flex-col gap-6 pt-4 pb-1 data-[state=closed]:hidden"
      >
        {children}
      </Collapsible.Content>
    </Collapsible.Root>
  );
}
