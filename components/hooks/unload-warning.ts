import { useEffect } from "react";

const never = () => false;

/** Makes the browser ask before the tab is closed, reloaded or navigated, unless `isSafe` then. */
export function useUnloadWarning(isActive: boolean, isSafe: () => boolean = never): void {
  useEffect(() => {
    if (!isActive) return;
    const warn = (event: BeforeUnloadEvent) => {
      if (!isSafe()) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isActive, isSafe]);
}
