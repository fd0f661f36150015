"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ProofProvider } from "#components/accounts/proof/proof-provider.tsx";
import { leaveToSignIn } from "#components/accounts/session.ts";
import { RevealedKeyOutlet } from "#components/api-keys/reveal/revealed-key-dialog.tsx";
import {
  RevealedKeyProvider,
  useRevealedKey,
} from "#components/api-keys/reveal/revealed-key-provider.tsx";
import { ApiError } from "#lib/api-client.ts";

export function PortalProviders({ children }: { children: ReactNode }) {
  return (
    <RevealedKeyProvider>
      <QueryProvider>
        <ProofProvider>
          {children}
          <RevealedKeyOutlet />
        </ProofProvider>
      </QueryProvider>
    </RevealedKeyProvider>
  );
}

const freshMilliseconds = 5_000;

function QueryProvider({ children }: { children: ReactNode }) {
  const { hasUnsavedKey } = useRevealedKey();
  const [queryClient] = useState(() => {
    function onError(error: unknown) {
      const isSignedOut = error instanceof ApiError && error.status === 401;
      if (isSignedOut && !hasUnsavedKey()) leaveToSignIn();
    }
    return new QueryClient({
      queryCache: new QueryCache({ onError }),
      mutationCache: new MutationCache({ onError }),
      defaultOptions: {
        // "always": the server may be on a machine without a way to the internet.
        queries: { networkMode: "always", staleTime: freshMilliseconds, retry: shouldRetry },
        mutations: { networkMode: "always" },
      },
    });
  });
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}

function shouldRetry(failures: number, error: unknown): boolean {
  return error instanceof ApiError && error.status === 0 && failures < 2;
}
