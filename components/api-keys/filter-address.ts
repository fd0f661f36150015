import { useSearchParams } from "next/navigation";
import { useCallback, useEffect } from "react";
import { type KeyFilters, readFilters, toSearch } from "#components/api-keys/key-filters.ts";

/** How an address becomes the current one: as a step that Back undoes, or in place of this one. */
export type Step = "push" | "replace";

/** The filters in the address, and a way to change some of them without a trip to the server. */
export function useKeyFilters() {
  const search = useSearchParams().toString();
  const filters = readFilters(Object.fromEntries(new URLSearchParams(search)));
  const canonical = toSearch(filters);

  // A full key that somebody has put into the address goes from it, and from the history.
  useEffect(() => {
    if (window.location.search !== canonical) write(canonical, "replace");
  }, [canonical]);

  const change = useCallback((part: Partial<KeyFilters>, step: Step) => {
    const current = readFilters(Object.fromEntries(new URLSearchParams(window.location.search)));
    write(toSearch({ ...current, ...part }), step);
  }, []);
  return { filters, change };
}

/** Next follows these two calls and tells useSearchParams. */
function write(search: string, step: Step): void {
  const address = window.location.pathname + search;
  if (step === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
}
