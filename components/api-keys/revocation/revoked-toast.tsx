"use client";

import { useState } from "react";
import { useRestoreApiKey } from "#components/api-keys/queries.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Toast } from "#components/ui/toast.tsx";
import type { ApiKey } from "#lib/api-keys/schema.ts";

const shownMilliseconds = 20_000;

export interface RevokedKey {
  apiKey: ApiKey;
  isUndoable: boolean;
  /** When the revocation becomes final, if it is not yet. */
  finality: string | null;
}

interface RevokedToastProps extends RevokedKey {
  onClose: () => void;
}

/** Reports that a key is revoked, and offers to restore it for a while. */
export function RevokedToast({ apiKey, isUndoable, finality, onClose }: RevokedToastProps) {
  const restore = useRestoreApiKey(apiKey.applicationId);
  const [failure, setFailure] = useState<string | null>(null);

  async function undo() {
    setFailure(null);
    try {
      await restore.mutateAsync({ keyId: apiKey.id });
    } catch (error) {
      setFailure(describeFailure(error));
    }
  }

  const name = <bdi className="font-medium">{apiKey.description}</bdi>;
  return (
    <Toast
      durationMilliseconds={shownMilliseconds}
      onClose={onClose}
      action={
        isUndoable &&
        !restore.isSuccess && (
          <Button variant="secondary" size="small" pending={restore.isPending} onClick={undo}>
            {failure ? "Try again" : "Undo"}
          </Button>
        )
      }
    >
      {failure ?? (
        <>
          {name} {restore.isSuccess ? "restored" : "revoked"}
          {finality && !restore.isSuccess && `. ${finality}`}
        </>
      )}
    </Toast>
  );
}
