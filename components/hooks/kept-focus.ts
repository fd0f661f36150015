import { type RefObject, useEffect } from "react";

interface Held {
  element: HTMLElement;
  /** From the nearest to the root. */
  ancestors: HTMLElement[];
  pathname: string;
}

/**
 * Keeps the focus in `root`: if the focused element is removed, such as a row of a reloaded list,
 * the nearest heading gets the focus.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => (root.current ? keepFocus(root.current) : undefined), [root]);
}

/** Returns a function that stops it. */
function keepFocus(root: HTMLElement): () => void {
  let held: Held | null = null;

  function hold() {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || !root.contains(element)) return;
    held = { element, ancestors: listAncestors(element, root), pathname: location.pathname };
  }

  // A click on an element that takes no focus is deliberate.
  function release() {
    held = null;
  }

  // A dialog's opener may be removed before the dialog is: checks after each change.
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
