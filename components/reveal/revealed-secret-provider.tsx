"use client";

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { guardLeaving } from "#components/ui/leave-guard.ts";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { CreatedApiToken } from "#lib/api-tokens/schema.ts";
import type { Application } from "#lib/applications/schema.ts";

interface Circumstances {
  /** The element that has the focus after the dialog, where it is not the usual one. */
  focusAfterId?: string;
  /** The reader's own session cannot tell whether it was used. */
  isUnwatched?: boolean;
}

export interface RevealedKey extends Circumstances {
  kind: "key";
  created: CreatedApiKey;
  /** Null where nothing more is known of it than its id. */
  application: Pick<Application, "name"> | null;
}

export interface RevealedToken extends Circumstances {
  kind: "token";
  created: CreatedApiToken;
}

export type RevealedSecret = RevealedKey | RevealedToken;

interface Reveal {
  revealed: RevealedSecret | null;
  /** How often an attempt to leave the unsaved secret was refused. */
  refusals: number;
  reveal: (secret: RevealedSecret) => void;
  refuse: () => void;
  setSaved: (isSaved: boolean) => void;
  close: () => void;
  hasUnsavedSecret: () => boolean;
}

const RevealContext = createContext<Reveal | null>(null);

export function useRevealedSecret(): Reveal {
  const reveal = use(RevealContext);
  if (!reveal) throw new Error("useRevealedSecret is used outside of RevealedSecretProvider");
  return reveal;
}

/**
 * The only place that holds a full key or an API token. It stands above the pages, so that no
 * navigation can take it away, and lets go of it when its dialog closes or the page is left.
 */
export function RevealedSecretProvider({ children }: { children: ReactNode }) {
  const [revealed, setRevealed] = useState<RevealedSecret | null>(null);
  const [refusals, setRefusals] = useState(0);
  // A second secret that arrives while one is on the screen waits for its turn.
  const waiting = useRef<RevealedSecret[]>([]);
  const isUnsaved = useRef(false);
  const isShown = useRef(false);
  const liftGuard = useRef<(() => void) | null>(null);

  const showNext = useCallback(() => {
    const next = waiting.current.shift() ?? null;
    isShown.current = next !== null;
    isUnsaved.current = next !== null;
    setRevealed(next);
    setRefusals(0);
    if (!next) {
      liftGuard.current?.();
      liftGuard.current = null;
    } else {
      liftGuard.current ??= guardLeaving({
        isLocked: () => isUnsaved.current,
        onRefused: () => setRefusals((count) => count + 1),
        onBack: () => {
          liftGuard.current = null;
          showNext();
        },
      });
    }
  }, []);

  const value = useMemo(
    () => ({
      revealed,
      refusals,
      reveal: (secret: RevealedSecret) => {
        waiting.current.push(secret);
        if (!isShown.current) showNext();
      },
      refuse: () => setRefusals((count) => count + 1),
      setSaved: (isSaved: boolean) => {
        isUnsaved.current = !isSaved;
      },
      close: showNext,
      hasUnsavedSecret: () => isUnsaved.current,
    }),
    [revealed, refusals, showNext],
  );

  useEffect(() => {
    // The browser may keep a page that was left as it stands, and show it again on Back.
    function forget() {
      waiting.current = [];
      isUnsaved.current = false;
      isShown.current = false;
      flushSync(() => setRevealed(null));
    }
    window.addEventListener("pagehide", forget);
    return () => window.removeEventListener("pagehide", forget);
  }, []);

  return <RevealContext value={value}>{children}</RevealContext>;
}
