import {
  type KeySort,
  type KeyStatus,
  keySorts,
  keyStatuses,
  searchMaxLength,
  toSearchText,
} from "#lib/api-keys/constants.ts";

/** Filters and order of an application's keys, stored in the page's URL. */
export interface KeyFilters {
  q?: string;
  status?: KeyStatus;
  sort: KeySort;
}

/** Ignores invalid parameters in the URL. */
export function readFilters(search: Record<string, string | string[] | undefined>): KeyFilters {
  const text = typeof search.q === "string" ? toSearchText(search.q.trim()) : "";
  return {
    q: text !== "" && search.q && search.q.length <= searchMaxLength ? text : undefined,
    status: keyStatuses.find((status) => status === search.status),
    sort: keySorts.find((sort) => sort === search.sort) ?? "newest",
  };
}

/** Returns the URL's query: "" or for example "?q=shop&sort=expiry". */
export function toSearch(filters: KeyFilters): string {
  const search = new URLSearchParams();
  if (filters.q) search.set("q", filters.q);
  if (filters.status) search.set("status", filters.status);
  if (filters.sort !== "newest") search.set("sort", filters.sort);
  return search.size > 0 ? `?${search}` : "";
}

/** Returns whether the filters exclude keys. */
export function isFiltered({ q, status }: KeyFilters): boolean {
  return q !== undefined || status !== undefined;
}
