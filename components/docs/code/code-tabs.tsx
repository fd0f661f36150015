"use client";

import { Tabs } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";

export interface CodeTab {
  value: string;
  /** The text to copy. */
  text: string;
  /** The same text with syntax highlighting. */
  code: ReactNode;
}

interface CodeTabsProps {
  label: string;
  tabs: readonly CodeTab[];
  value: string;
  onValueChange: (value: string) => void;
}

/** Several forms of the same content. Without scripts all of them are shown. */
export function CodeTabs({ label, tabs, value, onValueChange }: CodeTabsProps) {
  const source = useRef<HTMLElement>(null);
  const chosen = tabs.find((tab) => tab.value === value) ?? tabs[0];
  if (!chosen) return null;
  return (
    <Tabs.Root
      value={chosen.value}
      onValueChange={onValueChange}
      className="overflow-hidden rounded-xl border border-border bg-sunken print:break-inside-avoid"
    >
      <div className="flex items-start gap-2 border-border border-b pr-2 noscript:hidden print:hidden">
        <Tabs.List aria-label={label} className="flex min-w-0 flex-1 flex-wrap px-1.5">
          {tabs.map((tab) => (
            <Tabs.Trigger
              key={tab.value}
              value={tab.value}
              className="relative h-10 shrink-0 rounded-lg px-2.5 text-[0.8125rem] text-muted tabular-nums -outline-offset-4 hover:text-text data-[state=active]:font-medium data-[state=active]:text-text data-[state=active]:after:absolute data-[state=active]:after:inset-x-2.5 data-[state=active]:after:bottom-0 data-[state=active]:after:h-0.5 data-[state=active]:after:rounded-full data-[state=active]:after:bg-accent"
            >
              {tab.value}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <span className="mt-1.5 inline-flex">
          <CopyButton
            label={`Copy ${chosen.value}`}
            text={chosen.text}
            source={source}
            side="left"
          />
        </span>
      </div>
      {tabs.map((tab) => (
        <Tabs.Content
          key={tab.value}
          value={tab.value}
          forceMount
          className="overflow-x-auto rounded-b-xl px-4 py-3 font-mono text-[0.8125rem] leading-6 -outline-offset-2 data-[state=inactive]:hidden noscript:block! print:overflow-visible"
        >
          <p className="hidden font-medium font-sans text-muted text-xs noscript:block print:block">
            {tab.value}
          </p>
          <pre translate="no" className="font-[inherit] print:whitespace-pre-wrap">
            <code ref={tab === chosen ? source : undefined} className="font-[inherit]">
              {tab.code}
            </code>
          </pre>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
