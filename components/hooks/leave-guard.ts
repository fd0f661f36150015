interface LeaveGuard {
  isLocked: () => boolean;
  /** Called after an attempt to leave while locked. */
  onRefused: () => void;
  /** Called after Back while not locked; the guard is gone. */
  onBack: () => void;
}

/**
 * Adds a history entry, so that Back closes the current view instead of leaving the page, and
 * blocks Back, links and unloading while locked. Returns a function that removes the guard.
 */
export function guardLeaving({ isLocked, onRefused, onBack }: LeaveGuard): () => void {
  const { href } = window.location;
  const { state } = window.history;
  let isSamePageBelow = true;
  // Next reloads a page whose history entry lacks its marker, so its state is kept.
  window.history.pushState(state, "", href);

  function onPopState(event: PopStateEvent) {
    const hasLeftPage = window.location.href !== href;
    if (isLocked()) {
      event.stopImmediatePropagation();
      if (hasLeftPage) isSamePageBelow = false;
      window.history.pushState(state, "", href);
      onRefused();
      return;
    }
    if (!hasLeftPage) event.stopImmediatePropagation();
    detach();
    onBack();
  }

  function onClick(event: MouseEvent) {
    if (!isLocked() || !(event.target instanceof Element) || !event.target.closest("a[href]"))
      return;
    event.preventDefault();
    event.stopPropagation();
    onRefused();
  }

  function onBeforeUnload(event: BeforeUnloadEvent) {
    if (isLocked()) event.preventDefault();
  }

  function detach() {
    window.removeEventListener("popstate", onPopState, { capture: true });
    window.removeEventListener("click", onClick, { capture: true });
    window.removeEventListener("beforeunload", onBeforeUnload);
  }

  // Capturing, to run before the router's own listeners.
  window.addEventListener("popstate", onPopState, { capture: true });
  window.addEventListener("click", onClick, { capture: true });
  window.addEventListener("beforeunload", onBeforeUnload);

  return () => {
    detach();
    if (!isSamePageBelow || window.location.href !== href) return;
    const swallow = (event: PopStateEvent) => event.stopImmediatePropagation();
    window.addEventListener("popstate", swallow, { capture: true, once: true });
    window.history.back();
  };
}
