"use client";

import { useState } from "react";
import { useBrandWords } from "#components/brand/brand-provider.tsx";
import { credentialWords } from "#components/reference/console/credential-words.ts";
import { Part } from "#components/reference/console/part.tsx";
import { type Draft, toRequest } from "#components/reference/console/request-draft.ts";
import { toCurl, toHttp } from "#components/reference/console/request-text.ts";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { RadioPills } from "#components/ui/radio-pills.tsx";
import type { ConsoleOperation } from "#lib/reference/schema.ts";

interface RequestPreviewProps {
  operation: ConsoleOperation;
  draft: Draft;
  hasToken: boolean;
}

const covered = "••••••••";

/** Shows the exact request, with hidden secrets. */
export function RequestPreview({ operation, draft, hasToken }: RequestPreviewProps) {
  const [form, setForm] = useState<"http" | "curl">("http");
  const { variablePrefix } = useBrandWords();
  const { credential } = operation;
  const words =
    credential === "none" || credential === "portal" ? null : credentialWords[credential];
  const variable = words && `${variablePrefix}_${words.variable}`;
  const shownToken = words && (hasToken ? covered : "YOUR_TOKEN");
  const text =
    form === "http"
      ? toHttp(toRequest(operation, draft, shownToken, () => covered))
      : toCurl(
          toRequest(operation, draft, words && `$${variable}`, (name) => {
            return `YOUR_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
          }),
          variable,
        );
  return (
    <Part
      title="Request Preview"
      action={
        <RadioPills
          label="Preview as"
          isLabelHidden
          pills={[
            { value: "http", label: "HTTP" },
            { value: "curl", label: "cURL" },
          ]}
          value={form}
          onValueChange={setForm}
        />
      }
    >
      <CodeBlock label={form === "http" ? "Request" : "Request as cURL"} text={text} />
      {form === "curl" && words && (
        <p className="text-[0.8125rem] text-muted leading-5">
          Put your {words.label.toLowerCase()} into the variable{" "}
          <code className="font-mono">{variable}</code> first, to keep it out of your shell history.
        </p>
      )}
    </Part>
  );
}
