"use client";

import { useRestoreApiKey } from "#components/api-keys/queries.ts";
import { useNow } from "#components/hooks/now.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { formatTimeLeft } from "#components/ui/date-format.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { ApiKey } from "#lib/api-keys/schema.ts";

interface RevokedNoticeProps {
  apiKey: ApiKey;
  /** When the revocation becomes final, if it was not final in the response. */
  finality: string | null;
  mayRestore: boolean;
  onRestored: () => void;
}

/** Explains a revocation, and offers to restore the key for an hour. */
export function RevokedNotice({ apiKey, finality, mayRestore, onRestored }: RevokedNoticeProps) {
  const now = useNow();
  const restore = useRestoreApiKey(apiKey.applicationId);
  const until = apiKey.restorableUntil && new Date(apiKey.restorableUntil);
  const isRestorable = until !== null && (now === null || until > now);
  const left = until && now && ` for another ${formatTimeLeft(until, now)}`;

  return (
    <>
      <Notice tone={isRestorable ? "warning" : "info"}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p>
            This key is revoked
            {finality ? `. ${finality}.` : ", and all calls with it are refused."}{" "}
            {isRestorable
              ? `You can undo this${left ?? ""}.`
              : apiKey.leaked
                ? "It was leaked, so it can't be restored. Create a new key instead."
                : "It can't be restored anymore."}
          </p>
          {isRestorable && mayRestore && (
            <Button
              variant="secondary"
              size="small"
              pending={restore.isPending}
              onClick={() => restore.mutate({ keyId: apiKey.id }, { onSuccess: onRestored })}
            >
              Undo revocation
            </Button>
          )}
        </div>
      </Notice>
      {restore.error && (
        <Notice tone="danger" role="alert">
          {describeFailure(restore.error)}
        </Notice>
      )}
    </>
  );
}
