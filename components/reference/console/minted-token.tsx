"use client";

import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";

interface MintedTokenProps {
  /** In milliseconds. */
  endsAt: number;
  isRenewing: boolean;
  onRenew: () => void;
  onForget: () => void;
}

/** A hidden token with its remaining lifetime. */
export function MintedToken({ endsAt, isRenewing, onRenew, onForget }: MintedTokenProps) {
  const seconds = useSecondsUntil(endsAt);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg bg-sunken py-2 pr-2 pl-3.5">
      <p className="min-w-0 text-sm leading-5">
        <span className="font-medium">Short-lived token</span>{" "}
        <span aria-hidden className="font-mono text-muted">
          ••••••••
        </span>
        <span className="block text-[0.8125rem] text-muted tabular-nums">
          {seconds > 0
            ? `Expires in ${clock(seconds)}`
            : "Expired. Sending the request creates a new one"}
        </span>
      </p>
      <span className="flex gap-1">
        <Button variant="ghost" size="small" pending={isRenewing} onClick={onRenew}>
          Renew
        </Button>
        <Button variant="ghost" size="small" onClick={onForget}>
          Paste another
        </Button>
      </span>
    </div>
  );
}

function useSecondsUntil(endsAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((endsAt - now) / 1_000));
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
