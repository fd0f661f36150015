"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { startSessionByPasskey } from "#components/sessions/session.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface PasskeySignInProps {
  label: string;
  onSignedIn: () => Promise<void>;
}

export function PasskeySignIn({ label, onSignedIn }: PasskeySignInProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");

  async function run() {
    setBusy(true);
    setFailure("");
    const problem = await startSessionByPasskey();
    if (problem === null) return onSignedIn();
    setFailure(problem);
    setBusy(false);
  }

  return (
    <>
      <Button variant="secondary" pending={isBusy} onClick={run} className="w-full">
        <KeyRound aria-hidden />
        {label}
      </Button>
      {failure && (
        <Notice tone="danger" role="alert" className="mt-3">
          {failure}
        </Notice>
      )}
    </>
  );
}
