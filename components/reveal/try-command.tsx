"use client";

import { type ReactNode, useRef } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { SelectableText } from "#components/ui/selectable-text.tsx";

interface TryCommandProps {
  /** API path of the example. */
  path: string;
  secret: string;
  /** Whether it was used. */
  children: ReactNode;
}

/** An example command with the new secret. */
export function TryCommand({ path, secret, children }: TryCommandProps) {
  const commandText = useRef<HTMLDivElement>(null);
  const command = `curl ${window.location.origin}${path} -H "Authorization: Bearer ${secret}"`;
  return (
    <section aria-labelledby="try-command" className="mt-5 border-border border-t pt-4">
      <div className="mb-1.5 flex items-center justify-between gap-4">
        <h3 id="try-command" className="font-medium text-[0.8125rem]">
          Try it in a terminal
        </h3>
        <CopyButton label="Copy command" text={command} source={commandText} side="left" />
      </div>
      <SelectableText
        label="Command"
        isLabelHidden
        text={command}
        ref={commandText}
        className="max-h-32 overflow-y-auto py-2 text-muted text-xs leading-5"
      />
      {children}
    </section>
  );
}
