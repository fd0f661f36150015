import { useCallback, useEffect } from "react";
import { type KeyFilters, readFilters, toSearch } from "#components/api-keys/list/key-filters.ts";
import { type Step, useAddressSearch } from "#components/hooks/address-search.ts";

/** The filters in the address, `rendered` at first, and a way to change some of them. */
export function useKeyFilters(rendered: KeyFilters) {
  const { search, change: write } = useAddressSearch(toSearch(rendered));
  const filters = readSearch(search);

  // A full key that somebody has put into the address goes from it, and from the history. Read
  // from the address itself: after a Back before hydration it is ahead of what was rendered.
  useEffect(() => {
    const canonical = toSearch(readSearch(window.location.search));
    if (window.location.search !== canonical) write(canonical, "replace");
  });

  const change = useCallback(
    (part: Partial<KeyFilters>, step: Step) =>
      write(toSearch({ ...readSearch(window.location.search), ...part }), step),
    [write],
  );
  return { filters, change };
}

function readSearch(search: string): KeyFilters {
  return readFilters(Object.fromEntries(new URLSearchParams(search)));
}
