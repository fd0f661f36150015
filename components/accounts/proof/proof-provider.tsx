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
 * Asks the person to confirm that it is them wherever a request needs it, over whatever is open:
 * the request waits and goes on by itself. Requests that come meanwhile wait for the same answer.
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
          // Without its dialog the request fails, as on Cancel, and nothing typed is lost.
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
