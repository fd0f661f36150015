import { useCallback, useEffect, useState } from "react";

/** Whether a URL change adds a history entry or replaces the current one. */
export type Step = "push" | "replace";

/**
 * Returns the query of the page's URL, initially `rendered`, and a function to change it without a
 * server request. Next's useSearchParams is stale after a reload and two steps back.
 */
export function useAddressSearch(rendered: string) {
  const [search, setSearch] = useState(rendered);

  useEffect(() => {
    const read = () => setSearch(window.location.search);
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, []);

  // Also after a link to the same page: the URL takes precedence.
  useEffect(() => setSearch(window.location.search));

  const change = useCallback((next: string, step: Step) => {
    const address = window.location.pathname + next;
    if (step === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
    setSearch(next);
  }, []);
  return { search, change };
}
