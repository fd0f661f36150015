"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import {
  descriptionStyles,
  overlayStyles,
  panelStyles,
  titleStyles,
} from "#components/ui/dialog-styles.ts";

interface PanelProps {
  title: ReactNode;
  description: ReactNode;
  children: ReactNode;
  /** For irreversible actions: no close button, and clicks outside have no effect. */
  isAlert?: boolean;
  /** Gets the initial focus; by default the first field, or the dialog until one appears. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Finds the element that gets the focus after closing, if it is not the opener. */
  returnFocus?: () => HTMLElement | null | undefined;
  className?: string;
}

interface DialogFrameProps extends PanelProps {
  isOpen?: boolean;
  /** Called on Escape, the close button and clicks outside. */
  onDismiss: () => void;
}

/** The frame of every dialog, which manages the initial and final focus. */
export function DialogFrame({ isOpen = true, onDismiss, ...panel }: DialogFrameProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onDismiss}>
      {isOpen && <Panel {...panel} />}
    </Primitive.Root>
  );
}

function Panel({
  title,
  description,
  children,
  isAlert = false,
  initialFocus,
  returnFocus,
  className,
}: PanelProps) {
  // No ref: the portal adds the panel to the page after this component's first effects.
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  const [opener] = useState(findOpener);

  useEffect(() => {
    if (!panel) return;
    openers.set(panel, opener);
    return focusLateField(panel);
  }, [panel, opener]);

  return (
    <Primitive.Portal>
      {/* A click on the scrim must not move the focus out of the dialog. */}
      <Primitive.Overlay
        className={overlayStyles}
        onMouseDown={(event) => event.preventDefault()}
      />
      <Primitive.Content
        ref={setPanel}
        role={isAlert ? "alertdialog" : "dialog"}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          const opened = event.currentTarget as HTMLElement;
          focus(initialFocus?.current ?? findField(opened) ?? opened);
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          // The next dialog already has the focus.
          if (document.activeElement?.closest(dialogs)) return;
          const place = returnFocus?.() ?? findRemaining(opener) ?? findTopDialog();
          (place?.matches(dialogs) ? (findField(place) ?? place) : place)?.focus();
        }}
        onPointerDownOutside={(event) => isAlert && event.preventDefault()}
        className={classNames(panelStyles, className)}
      >
        <div className="mb-5">
          <Primitive.Title className={classNames(titleStyles, !isAlert && "pr-9")}>
            {title}
          </Primitive.Title>
          <Primitive.Description className={descriptionStyles}>{description}</Primitive.Description>
        </div>
        {children}
        {!isAlert && (
          <Primitive.Close
            aria-label="Close"
            className="absolute top-4 right-4 grid size-8 place-items-center rounded-lg text-muted hover:bg-hover hover:text-text sm:top-5 sm:right-5"
          >
            <X aria-hidden className="size-4" />
          </Primitive.Close>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/**
 * The buttons of a dialog; the main one comes last, and on top on a phone. They stay in sight while
 * the content scrolls.
 */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-5 -mx-5 -mb-5 mt-2 flex flex-col-reverse gap-2 bg-raised px-5 pt-3 pb-5 before:pointer-events-none before:absolute before:inset-x-0 before:-top-4 before:h-4 before:bg-linear-to-t before:from-raised sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:flex-row sm:justify-end sm:px-6 sm:pb-6">
      {children}
    </div>
  );
}

const dialogs = "[role=dialog], [role=alertdialog]";

// Radix adds a hidden input to each checkbox, radio and select.
const fields =
  ":is(input, textarea, [role=combobox], [role=checkbox], [role=radio][aria-checked=true]):not([aria-hidden=true], :disabled)";

function findField(panel: HTMLElement): HTMLElement | null {
  return panel.querySelector<HTMLElement>(fields);
}

function focus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
  if (element instanceof HTMLInputElement) element.select();
}

/** Returns the focused element, or for a menu item the menu's button, which outlives it. */
function findOpener(): HTMLElement | null {
  const focused = document.activeElement;
  const menu = focused?.closest("[role=menu]");
  const opener = menu
    ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "")
    : focused;
  return opener instanceof HTMLElement ? opener : null;
}

const openers = new WeakMap<Element, HTMLElement | null>();

/** Returns the opener, or the opener of the dialog that it was removed with. */
function findRemaining(opener: HTMLElement | null): HTMLElement | null {
  if (!opener || opener.isConnected) return opener;
  const dialog = opener.closest(dialogs);
  return findRemaining((dialog && openers.get(dialog)) ?? null);
}

/** Returns the dialog below the closed one. */
function findTopDialog(): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>(dialogs)].at(-1) ?? null;
}

/**
 * Focuses a field that appears after the dialog, unless the reader has moved on meanwhile. The
 * close button never has the focus by itself: a typed space would press it.
 */
function focusLateField(panel: HTMLElement): () => void {
  const observer = new MutationObserver(() => {
    const { activeElement } = document;
    if (activeElement === panel || activeElement === document.body) focus(findField(panel));
  });
  observer.observe(panel, { childList: true, subtree: true });
  return () => observer.disconnect();
}
