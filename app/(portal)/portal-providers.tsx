"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { ProofProvider } from "#components/accounts/proof/proof-provider.tsx";
import { setDraftOwner } from "#components/hooks/form-drafts.ts";
import {
  RevealedSecretOutlet,
  RevealedSecretProvider,
  useRevealedSecret,
} from "#components/reveal/revealed-secret-provider.tsx";
import { leaveToSignIn } from "#components/sessions/session.ts";
import { ApiError, setShownMerchant } from "#lib/api-client.ts";

interface PortalProvidersProps {
  merchantId: string;
  userId: string;
  children: ReactNode;
}

export function PortalProviders({ merchantId, userId, children }: PortalProvidersProps) {
  // Runs before the effects that start queries.
  useLayoutEffect(() => setShownMerchant(merchantId), [merchantId]);
  useLayoutEffect(() => setDraftOwner(`${userId} ${merchantId}`), [userId, merchantId]);
  return (
    <RevealedSecretProvider>
      <QueryProvider>
        <ProofProvider>
          {children}
          <RevealedSecretOutlet />
        </ProofProvider>
      </QueryProvider>
    </RevealedSecretProvider>
  );
}

const freshMilliseconds = 5_000;

function QueryProvider({ children }: { children: ReactNode }) {
  const { hasUnsavedSecret } = useRevealedSecret();
  const [queryClient] = useState(() => {
    function onError(error: unknown) {
      const isSignedOut = error instanceof ApiError && error.status === 401;
      if (isSignedOut && !hasUnsavedSecret()) leaveToSignIn();
    }
    return new QueryClient({
      queryCache: new QueryCache({ onError }),
      mutationCache: new MutationCache({ onError }),
      defaultOptions: {
        // "always": the server may be reachable without internet access.
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
