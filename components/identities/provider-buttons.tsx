"use client";

import { useEffect, useState } from "react";
import { ProviderIcon } from "#components/identities/provider-icon.tsx";
import { signInWithProvider } from "#components/sessions/session.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Provider, ProviderId } from "#lib/identities/schema.ts";

interface ProviderButtonsProps {
  providers: readonly Provider[];
  /** Path after signing in. */
  returnPath: string;
}

/** Buttons to sign in with identity providers, above the password form; empty without any. */
export function ProviderButtons({ providers, returnPath }: ProviderButtonsProps) {
  const [leavingFor, setLeavingFor] = useState<ProviderId | null>(null);
  const [failure, setFailure] = useState("");

  // After Back, the browser may restore the page as it was left.
  useEffect(() => {
    const wake = () => setLeavingFor(null);
    window.addEventListener("pageshow", wake);
    return () => window.removeEventListener("pageshow", wake);
  }, []);

  async function leave(provider: ProviderId) {
    if (leavingFor) return;
    setLeavingFor(provider);
    setFailure(await signInWithProvider(provider, returnPath));
    setLeavingFor(null);
  }

  if (providers.length === 0) return null;
  return (
    <>
      <div className="flex flex-col gap-2">
        {failure && (
          <Notice tone="danger" role="alert" className="mb-1">
            {failure}
          </Notice>
        )}
        {providers.map(({ id, name }) => (
          <Button
            key={id}
            variant="secondary"
            className="w-full min-w-0"
            pending={leavingFor === id}
            onClick={() => leave(id)}
          >
            <ProviderIcon provider={id} />
            <span className="truncate">Continue with {name}</span>
          </Button>
        ))}
      </div>
      <div className="my-5 flex items-center gap-3 text-muted text-xs">
        <span className="h-px flex-1 bg-border" />
        or
        <span className="h-px flex-1 bg-border" />
      </div>
    </>
  );
}
