import { type RefObject, useEffect } from "react";

interface Held {
  element: HTMLElement;
  /** From the nearest outwards; the last is the root. */
  ancestors: HTMLElement[];
  pathname: string;
}

/**
 * Keeps the keyboard in `root`: where what had the focus is taken off the page, such as the row of
 * a list that was read again, the nearest heading gets it.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => (root.current ? keepFocus(root.current) : undefined), [root]);
}

/** Answers how to stop. */
function keepFocus(root: HTMLElement): () => void {
  let held: Held | null = null;

  function hold() {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || !root.contains(element)) return;
    held = { element, ancestors: listAncestors(element, root), pathname: location.pathname };
  }

  // Whoever presses a place that takes no focus has left on purpose.
  function release() {
    held = null;
  }

  // What a dialog was opened from may go before the dialog does: it is looked at after each change.
  function check() {
    if (!held || held.element.isConnected || document.activeElement !== document.body) return;
    if (document.querySelector("[role=dialog], [role=alertdialog]")) return;
    const { ancestors, pathname } = held;
    held = null;
    if (pathname === location.pathname) focusHeading(ancestors);
  }

  const observer = new MutationObserver(check);
  hold();
  root.addEventListener("focusin", hold);
  root.addEventListener("pointerdown", release);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    root.removeEventListener("focusin", hold);
    root.removeEventListener("pointerdown", release);
  };
}

function listAncestors(element: HTMLElement, root: HTMLElement): HTMLElement[] {
  const ancestors: HTMLElement[] = [];
  for (let one = element; one !== root && one.parentElement; ) {
    one = one.parentElement;
    ancestors.push(one);
  }
  return ancestors;
}

function focusHeading(ancestors: readonly HTMLElement[]): void {
  const heading = ancestors
    .filter(({ isConnected }) => isConnected)
    .map((ancestor) => ancestor.querySelector<HTMLElement>("h1, h2"))
    .find((found) => found !== null);
  if (!heading?.hasAttribute("tabindex")) heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}
