"use client";

import { Part } from "#components/reference/console/part.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioPills } from "#components/ui/radio-pills.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ConsoleServer } from "#lib/reference/schema.ts";

interface ServerSectionProps {
  baseUrl: string;
  onBaseUrlChange: (baseUrl: string) => void;
  /** The servers that this page may connect to, its own first. */
  servers: readonly ConsoleServer[];
  /** Whether the base URL is one of them. */
  isListed: boolean;
}

/** The request's server. The page may only connect to its own and to those that the operator lists. */
export function ServerSection(props: ServerSectionProps) {
  const { baseUrl, onBaseUrlChange, servers, isListed } = props;
  const others = servers.slice(1).map(({ name }) => name);
  return (
    <Part title="Server">
      <TextField
        label="Base URL"
        hint="Target server for requests. Edit to use your own host."
        value={baseUrl}
        onChange={(event) => onBaseUrlChange(event.target.value)}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        className="font-mono sm:text-[0.8125rem]"
      />
      {servers.length > 1 && (
        <RadioPills
          label="Server"
          isLabelHidden
          pills={servers.map(({ name, url }) => ({ value: url, label: name }))}
          value={baseUrl.trim().replace(/\/+$/, "")}
          onValueChange={onBaseUrlChange}
        />
      )}
      {!isListed && (
        <Notice tone="info" role="status">
          This page only sends requests to this server
          {others.length > 0 && ` and ${others.join(", ")}`}. To send one elsewhere, copy the
          preview as cURL.
        </Notice>
      )}
    </Part>
  );
}
