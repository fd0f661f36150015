"use client";

import { useEffect } from "react";
import { useApiTokensChanged, useIsTokenUsed } from "#components/api-tokens/queries.ts";
import { pathToTry } from "#components/api-tokens/scope-words.ts";
import { FirstCall } from "#components/reveal/first-call.tsx";
import { RevealedSecretDialog } from "#components/reveal/revealed-secret-dialog.tsx";
import { TryCommand } from "#components/reveal/try-command.tsx";
import type { CreatedApiToken } from "#lib/api-tokens/schema.ts";

interface RevealedTokenDialogProps {
  created: CreatedApiToken;
  focusAfterId: string;
  /** The reader's session cannot see whether the token was used. */
  isUnwatched?: boolean;
}

export function RevealedTokenDialog({
  created,
  focusAfterId,
  isUnwatched = false,
}: RevealedTokenDialogProps) {
  const { id, name, scopes, token } = created;
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
          <bdi className="font-medium text-text">{name}</bdi> is ready. Save the token now. You
          won't be able to see it again.
        </>
      }
    >
      <TryCommand path={pathToTry(scopes)} secret={token}>
        {!isUnwatched && <FirstCall isSeen={isUsed} />}
      </TryCommand>
    </RevealedSecretDialog>
  );
}
