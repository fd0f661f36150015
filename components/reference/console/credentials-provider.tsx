"use client";

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { api } from "#lib/api-client.ts";
import type { ConsoleCredential } from "#lib/reference/schema.ts";

export interface HeldCredential {
  token: string;
  /** When a created token expires, in milliseconds; null for a typed one. */
  endsAt: number | null;
}

export type HeldBy = Partial<Record<ConsoleCredential, HeldCredential>>;

interface Credentials {
  isSignedIn: boolean;
  held: HeldBy;
  hold: (kind: ConsoleCredential, credential: HeldCredential | null) => void;
  /** Creates and holds a short-lived access token of the reader. Throws ApiError. */
  mint: () => Promise<HeldCredential>;
}

const CredentialsContext = createContext<Credentials | null>(null);

export function useCredentials(): Credentials {
  const credentials = use(CredentialsContext);
  if (!credentials) throw new Error("useCredentials is used outside of CredentialsProvider");
  return credentials;
}

interface CredentialsProviderProps {
  isSignedIn: boolean;
  children: ReactNode;
}

/** The only holder of the consoles' credentials, in memory of the page only. */
export function CredentialsProvider({ isSignedIn, children }: CredentialsProviderProps) {
  const [held, setHeld] = useState<HeldBy>({});

  const hold = useCallback<Credentials["hold"]>(
    (kind, credential) => setHeld((all) => ({ ...all, [kind]: credential ?? undefined })),
    [],
  );

  const mint = useCallback(async () => {
    const begin = Date.now();
    const { accessToken, expiresIn } = await api.createConsoleToken();
    const credential = { token: accessToken, endsAt: begin + expiresIn * 1000 };
    hold("access-token", credential);
    return credential;
  }, [hold]);

  useEffect(() => {
    // The browser may keep a left page in memory, and show it again on Back.
    const forget = () => flushSync(() => setHeld({}));
    window.addEventListener("pagehide", forget);
    return () => window.removeEventListener("pagehide", forget);
  }, []);

  const value = useMemo(() => ({ isSignedIn, held, hold, mint }), [isSignedIn, held, hold, mint]);
  return <CredentialsContext value={value}>{children}</CredentialsContext>;
}
