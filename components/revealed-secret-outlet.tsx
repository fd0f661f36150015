"use client";

import { RevealedKeyDialog } from "#components/api-keys/revealed-key-dialog.tsx";
import { RevealedTokenDialog } from "#components/api-tokens/revealed-token-dialog.tsx";
import { useRevealedSecret } from "#components/reveal/revealed-secret-provider.tsx";

/** The copy-once modal, in the layout above the pages. */
export function RevealedSecretOutlet() {
  const { revealed } = useRevealedSecret();
  if (revealed === null) return null;
  return revealed.kind === "key" ? (
    <RevealedKeyDialog key={revealed.created.keyPrefix} revealed={revealed} />
  ) : (
    <RevealedTokenDialog key={revealed.created.id} revealed={revealed} />
  );
}
