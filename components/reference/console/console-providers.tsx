"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { ProofProvider } from "#components/accounts/proof/proof-provider.tsx";
import { CredentialsProvider } from "#components/reference/console/credentials-provider.tsx";
import {
  RevealedSecretOutlet,
  RevealedSecretProvider,
} from "#components/reveal/revealed-secret-provider.tsx";
import { setShownMerchant } from "#lib/api-client.ts";

interface ConsoleProvidersProps {
  /** Null for a signed-out reader. */
  merchantId: string | null;
  children: ReactNode;
}

const freshMilliseconds = 5_000;

/** Wraps all pages of the reference, so that a console's requests outlive its page. */
export function ConsoleProviders({ merchantId, children }: ConsoleProvidersProps) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // "always": the server may be reachable without internet access.
          queries: { networkMode: "always", staleTime: freshMilliseconds, retry: false },
          mutations: { networkMode: "always" },
        },
      }),
  );
  // Runs before the effects that start queries.
  useLayoutEffect(() => {
    if (merchantId) setShownMerchant(merchantId);
  }, [merchantId]);
  return (
    <RevealedSecretProvider>
      <QueryClientProvider client={queryClient}>
        <ProofProvider>
          <CredentialsProvider key={merchantId} isSignedIn={merchantId !== null}>
            {children}
          </CredentialsProvider>
          <RevealedSecretOutlet />
        </ProofProvider>
      </QueryClientProvider>
    </RevealedSecretProvider>
  );
}
