interface LeaveGuard {
  isLocked: () => boolean;
  /** An attempt to leave while locked was undone. */
  onRefused: () => void;
  /** The browser's Back was pressed while not locked; the guard is gone. */
  onBack: () => void;
}

/**
 * Gives what is on the screen a history entry of its own, so that Back meets it instead of the page,
 * and keeps Back, links and unloading from leaving while locked. Returns how to lift the guard.
 */
export function guardLeaving({ isLocked, onRefused, onBack }: LeaveGuard): () => void {
  const { href } = window.location;
  const { state } = window.history;
  let isSamePageBelow = true;
  // Next reloads the page on a history entry without its own marker: keep its state.
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

  // Capturing, so that these run before the router's own listeners.
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
