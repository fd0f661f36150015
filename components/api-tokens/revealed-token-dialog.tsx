"use client";

import { useEffect } from "react";
import { createApiTokenButtonId } from "#components/api-tokens/create-api-token-dialog.tsx";
import { useApiTokensChanged, useIsTokenUsed } from "#components/api-tokens/queries.ts";
import { pathToTry } from "#components/api-tokens/scope-words.ts";
import { FirstCall } from "#components/reveal/first-call.tsx";
import { RevealedSecretDialog } from "#components/reveal/revealed-secret-dialog.tsx";
import type { RevealedToken } from "#components/reveal/revealed-secret-provider.tsx";
import { TryCommand } from "#components/reveal/try-command.tsx";

export function RevealedTokenDialog({ revealed }: { revealed: RevealedToken }) {
  const { id, name, scopes, token } = revealed.created;
  const { focusAfterId = createApiTokenButtonId, isUnwatched = false } = revealed;
  const isUsed = useIsTokenUsed(id, !isUnwatched);
  const onTokensChanged = useApiTokensChanged();

  useEffect(() => () => void onTokensChanged(), [onTokensChanged]);

  return (
    <RevealedSecretDialog
      noun="token"
      secret={token}
      name={name}
      focusAfterId={focusAfterId}
      title="Your API token"
      description={
        <>
          <bdi className="font-medium text-text">{name}</bdi> is ready. Save the token now: it is
          shown only this once.
        </>
      }
    >
      <TryCommand path={pathToTry(scopes)} secret={token}>
        {!isUnwatched && <FirstCall isSeen={isUsed} />}
      </TryCommand>
    </RevealedSecretDialog>
  );
}
