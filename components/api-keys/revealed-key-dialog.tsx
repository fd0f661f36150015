"use client";

import { useEffect } from "react";
import { useApiKeysChanged, useFirstCall } from "#components/api-keys/queries.ts";
import { FirstCall } from "#components/reveal/first-call.tsx";
import { RevealedSecretDialog } from "#components/reveal/revealed-secret-dialog.tsx";
import { TryCommand } from "#components/reveal/try-command.tsx";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";
import { apiPaths } from "#lib/paths.ts";

interface RevealedKeyDialogProps {
  created: CreatedApiKey;
  /** Null if only its id is known. */
  application: Pick<Application, "name"> | null;
  focusAfterId: string;
  /** The reader's session cannot see whether the key was used. */
  isUnwatched?: boolean;
}

export function RevealedKeyDialog({
  created,
  application,
  focusAfterId,
  isUnwatched = false,
}: RevealedKeyDialogProps) {
  const onKeysChanged = useApiKeysChanged(created.applicationId);
  const isSeen = useFirstCall(created, !isUnwatched);
  const isRotated = created.rotation !== null;
  const name = <bdi className="font-medium text-text">{created.description}</bdi>;

  useEffect(() => onKeysChanged, [onKeysChanged]);

  return (
    <RevealedSecretDialog
      noun="key"
      secret={created.fullKey}
      name={created.description}
      focusAfterId={focusAfterId}
      title={
        <>
          {isRotated ? "The new secret of your" : "Your"} {created.environment} API key
          {application && (
            <>
              {" "}
              for <bdi>{application.name}</bdi>
            </>
          )}
        </>
      }
      description={
        isRotated ? (
          <>
            {name} now has two working secrets. Save the new one now. You won't be able to see it
            again. Then replace the previous one wherever it's used.
          </>
        ) : (
          <>{name} is ready. Save the key now. You won't be able to see it again.</>
        )
      }
    >
      <TryCommand path={apiPaths.whoami} secret={created.fullKey}>
        {!isUnwatched && (
          <FirstCall
            isSeen={isSeen}
            waitsFor={isRotated ? "the first call with the new secret" : undefined}
          />
        )}
      </TryCommand>
    </RevealedSecretDialog>
  );
}
