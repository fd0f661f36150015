"use client";

import {
  createContext,
  Fragment,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { guardLeaving } from "#components/hooks/leave-guard.ts";

/** A secret in its dialog; the number distinguishes it from the previous one. */
interface Revealed {
  number: number;
  dialog: ReactNode;
}

interface Reveal {
  revealed: Revealed | null;
  /** Number of prevented attempts to leave the unsaved secret. */
  refusals: number;
  /** Receives the complete dialog, so that its code is loaded before the secret exists. */
  reveal: (dialog: ReactNode) => void;
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
 * The only holder of a full key or API token. It wraps all pages, so that no navigation removes it,
 * and drops the secret when its dialog closes or the page is left.
 */
export function RevealedSecretProvider({ children }: { children: ReactNode }) {
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const [refusals, setRefusals] = useState(0);
  // A second secret waits until the visible one is done.
  const waiting = useRef<Revealed[]>([]);
  const count = useRef(0);
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
      reveal: (dialog: ReactNode) => {
        count.current += 1;
        waiting.current.push({ number: count.current, dialog });
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
    // The browser may keep a left page in memory, and show it again on Back.
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

/** Place of the copy-once dialog, in the layout above the pages. */
export function RevealedSecretOutlet() {
  const { revealed } = useRevealedSecret();
  return revealed && <Fragment key={revealed.number}>{revealed.dialog}</Fragment>;
}
