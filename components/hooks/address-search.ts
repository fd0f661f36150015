import { useCallback, useEffect, useState } from "react";

/** How an address becomes the current one: as a step that Back undoes, or in place of this one. */
export type Step = "push" | "replace";

/**
 * The query of the page's address, `rendered` at first, and a way to change it without a trip to
 * the server. Next's useSearchParams stands still after a reload and two steps back.
 */
export function useAddressSearch(rendered: string) {
  const [search, setSearch] = useState(rendered);

  useEffect(() => {
    const read = () => setSearch(window.location.search);
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, []);

  // After a link to the same page too: the address has the last word.
  useEffect(() => setSearch(window.location.search));

  const change = useCallback((next: string, step: Step) => {
    const address = window.location.pathname + next;
    if (step === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
    setSearch(next);
  }, []);
  return { search, change };
}
