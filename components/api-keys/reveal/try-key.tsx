"use client";

import { useRef } from "react";
import { FirstCall } from "#components/api-keys/reveal/first-call.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { SelectableText } from "#components/ui/selectable-text.tsx";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import { apiPaths } from "#lib/paths.ts";

/** A command that uses the new key, and whether it was used. */
export function TryKey({ created }: { created: CreatedApiKey }) {
  const commandText = useRef<HTMLDivElement>(null);
  const address = `${window.location.origin}${apiPaths.whoami}`;
  const command = `curl ${address} -H "Authorization: Bearer ${created.fullKey}"`;
  return (
    <section aria-labelledby="try-key" className="mt-5 border-border border-t pt-4">
      <div className="mb-1.5 flex items-center justify-between gap-4">
        <h3 id="try-key" className="font-medium text-[0.8125rem]">
          Try it in a terminal
        </h3>
        <CopyButton label="Copy command" text={command} source={commandText} side="left" />
      </div>
      <SelectableText
        label="Command"
        isLabelHidden
        text={command}
        ref={commandText}
        className="py-2 text-muted text-xs leading-5"
      />
      <FirstCall apiKey={created} />
    </section>
  );
}
