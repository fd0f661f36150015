"use client";

import { X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import type { ReactNode } from "react";

interface ToastProps {
  onClose: () => void;
  durationMilliseconds: number;
  action?: ReactNode;
  children: ReactNode;
}

/** A short confirmation; it stays while it is hovered or focused. */
export function Toast({ onClose, durationMilliseconds, action, children }: ToastProps) {
  return (
    <Primitive.Provider swipeDirection="down" label="Notice">
      <Primitive.Root
        open
        onOpenChange={onClose}
        duration={durationMilliseconds}
        className="flex w-full animate-appear items-center gap-3 rounded-xl border border-border bg-raised py-2 pr-2 pl-4 text-sm shadow-raised"
      >
        <Primitive.Description className="wrap-anywhere mr-auto line-clamp-3 min-w-0 py-1">
          {children}
        </Primitive.Description>
        {action}
        <Primitive.Close
          aria-label="Dismiss"
          className="grid size-8 shrink-0 place-items-center rounded-lg text-muted hover:bg-hover hover:text-text"
        >
          <X aria-hidden className="size-4" />
        </Primitive.Close>
      </Primitive.Root>
      <Primitive.Viewport className="pointer-events-auto w-full max-w-md outline-none" />
    </Primitive.Provider>
  );
}
