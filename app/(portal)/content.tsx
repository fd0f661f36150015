"use client";

import { type ReactNode, useRef } from "react";
import { useKeptFocus } from "#components/hooks/kept-focus.ts";

/** The main content below the top bar. */
export function Content({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main);
  return (
    <main
      ref={main}
      id="content"
      tabIndex={-1}
      className="mx-auto w-full max-w-5xl px-4 pt-8 pb-20 outline-none sm:px-6 sm:pt-10"
    >
      {children}
    </main>
  );
}
