"use client";

import { useEffect } from "react";
import { createApiKeyButtonId } from "#components/api-keys/create/create-api-key-dialog.tsx";
import { useApiKeysChanged, useFirstCall } from "#components/api-keys/queries.ts";
import { rotationHeadingId } from "#components/api-keys/rotation/rotation-panel.tsx";
import { FirstCall } from "#components/reveal/first-call.tsx";
import { RevealedSecretDialog } from "#components/reveal/revealed-secret-dialog.tsx";
import type { RevealedKey } from "#components/reveal/revealed-secret-provider.tsx";
import { TryCommand } from "#components/reveal/try-command.tsx";
import { apiPaths } from "#lib/paths.ts";

export function RevealedKeyDialog({ revealed }: { revealed: RevealedKey }) {
  const { created, application, isUnwatched = false } = revealed;
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
      focusAfterId={revealed.focusAfterId ?? (isRotated ? rotationHeadingId : createApiKeyButtonId)}
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
            {name} now has two secrets that work. Save the new one now: it is shown in full only
            this once. Then put it where the previous one is.
          </>
        ) : (
          <>{name} is ready. Save the key now: it is shown in full only this once.</>
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
