"use client";

import { useState } from "react";
import { writeToClipboard } from "#components/hooks/clipboard.ts";
import type { CoveredSecret } from "#components/reference/console/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface AnswerSecretsProps {
  secrets: readonly CoveredSecret[];
  /** Makes the console send this access token from now on. */
  onUse: (token: string) => void;
}

/** Secrets that the displayed response hides, with buttons to copy them. */
export function AnswerSecrets({ secrets, onUse }: AnswerSecretsProps) {
  const [said, setSaid] = useState("");

  async function copy({ name, value }: CoveredSecret) {
    const isTaken = await writeToClipboard(value);
    setSaid(isTaken ? `Copied ${name}` : "Couldn't copy to the clipboard");
  }

  return (
    <Notice tone="info">
      <p>Secrets are hidden here. Copy them before you leave this page.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {secrets.map((secret) => (
          <Button key={secret.name} variant="secondary" size="small" onClick={() => copy(secret)}>
            {said === `Copied ${secret.name}` ? "Copied" : `Copy ${secret.name}`}
          </Button>
        ))}
        {secrets
          .filter(({ name }) => name === "accessToken")
          .map(({ name, value }) => (
            <Button
              key={`use ${name}`}
              variant="secondary"
              size="small"
              onClick={() => {
                onUse(value);
                setSaid("The consoles on these pages now use it");
              }}
            >
              Use it here
            </Button>
          ))}
      </div>
      {said !== "" && !said.startsWith("Copied") && <p className="mt-2">{said}.</p>}
      <LiveRegion>{said}</LiveRegion>
    </Notice>
  );
}
