"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { lazyDialog } from "#components/dialogs/lazy-dialog.tsx";
import { onProofNeeded } from "#lib/api-client.ts";

const ProofDialog = lazyDialog(
  () => import("#components/accounts/proof/proof-dialog.tsx"),
  "ProofDialog",
);

interface Question {
  answer: (isProved: boolean) => void;
}

/**
 * Asks the person to re-authenticate when a request requires it, above any open dialog. The request
 * waits and then continues; further requests wait for the same result.
 */
export function ProofProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const pending = useRef<Promise<boolean> | null>(null);

  useEffect(
    () =>
      onProofNeeded(() => {
        pending.current ??= new Promise<boolean>((resolve) => {
          function answer(isProved: boolean) {
            pending.current = null;
            setQuestion(null);
            resolve(isProved);
          }
          // If the dialog cannot be loaded, the request fails as after Cancel, and nothing typed is
          // lost.
          ProofDialog.prefetch().then(
            () => setQuestion({ answer }),
            () => answer(false),
          );
        });
        return pending.current;
      }),
    [],
  );

  return (
    <>
      {children}
      {question && (
        <ProofDialog
          onProved={() => question.answer(true)}
          onClose={() => question.answer(false)}
        />
      )}
    </>
  );
}
