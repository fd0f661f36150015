"use client";

import { useFirstCall } from "#components/api-keys/queries.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";

export function FirstCall({ apiKey }: { apiKey: ApiKey }) {
  const isSeen = useFirstCall(apiKey);
  const waitsFor = apiKey.rotation ? "the first call with the new secret" : "its first call";
  return (
    <p role="status" className="mt-2.5 flex min-h-5 items-start gap-2.5 text-[0.8125rem] leading-5">
      <span
        aria-hidden
        className={classNames(
          "mt-1.5 ml-1 size-2 shrink-0 rounded-full",
          isSeen ? "bg-success" : "animate-pulse bg-border-strong",
        )}
      />
      <span className={isSeen ? "font-medium text-success-text" : "text-muted"}>
        {isSeen ? "First call seen ✓" : `Waiting for ${waitsFor}…`}
      </span>
    </p>
  );
}
