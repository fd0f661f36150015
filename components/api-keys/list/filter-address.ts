import { useCallback, useEffect } from "react";
import { type KeyFilters, readFilters, toSearch } from "#components/api-keys/list/key-filters.ts";
import { type Step, useAddressSearch } from "#components/hooks/address-search.ts";

/** Returns the filters in the URL, initially `rendered`, and a function to change them. */
export function useKeyFilters(rendered: KeyFilters) {
  const { search, change: write } = useAddressSearch(toSearch(rendered));
  const filters = readSearch(search);

  // Removes a full key in the URL from it and from the history. Reads the URL itself, which after a
  // Back before hydration is newer than what was rendered.
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
