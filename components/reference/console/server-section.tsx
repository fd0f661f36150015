"use client";

import { Part } from "#components/reference/console/part.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";

interface ServerSectionProps {
  baseUrl: string;
  onBaseUrlChange: (baseUrl: string) => void;
  /** Whether it is this page's server. */
  isOwn: boolean;
}

/** The request's server. The page itself may only connect to its own. */
export function ServerSection({ baseUrl, onBaseUrlChange, isOwn }: ServerSectionProps) {
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
      {!isOwn && (
        <Notice tone="info" role="status">
          This page only sends requests to this server. To send one elsewhere, copy the preview as
          cURL.
        </Notice>
      )}
    </Part>
  );
}
