"use client";

import { RevealedKeyDialog } from "#components/api-keys/revealed-key-dialog.tsx";
import { RevealedTokenDialog } from "#components/api-tokens/revealed-token-dialog.tsx";
import type { CreatedSecret } from "#components/reference/console/answer.ts";
import type { Application } from "#lib/applications/schema.ts";

export interface RevealedCreatedProps {
  secret: CreatedSecret;
  application: Pick<Application, "name"> | null;
  focusAfterId: string;
  isUnwatched: boolean;
}

/** Shows a created secret once. */
export function RevealedCreated({ secret, application, ...rest }: RevealedCreatedProps) {
  if (secret.kind === "token") return <RevealedTokenDialog {...rest} created={secret.created} />;
  return <RevealedKeyDialog {...rest} created={secret.created} application={application} />;
}
