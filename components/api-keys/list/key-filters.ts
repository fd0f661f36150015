import {
  type KeySort,
  type KeyStatus,
  keySorts,
  keyStatuses,
  searchMaxLength,
  toSearchText,
} from "#lib/api-keys/constants.ts";

/** What an application's list of keys shows, and in which order. Its home is the page's address. */
export interface KeyFilters {
  q?: string;
  status?: KeyStatus;
  sort: KeySort;
}

/** An address that somebody has written by hand is no error: what is wrong in it does not count. */
export function readFilters(search: Record<string, string | string[] | undefined>): KeyFilters {
  const text = typeof search.q === "string" ? toSearchText(search.q.trim()) : "";
  return {
    q: text !== "" && search.q && search.q.length <= searchMaxLength ? text : undefined,
    status: keyStatuses.find((status) => status === search.status),
    sort: keySorts.find((sort) => sort === search.sort) ?? "newest",
  };
}

/** The search part of the page's address: "" or such as "?q=shop&sort=expiry". */
export function toSearch(filters: KeyFilters): string {
  const search = new URLSearchParams();
  if (filters.q) search.set("q", filters.q);
  if (filters.status) search.set("status", filters.status);
  if (filters.sort !== "newest") search.set("sort", filters.sort);
  return search.size > 0 ? `?${search}` : "";
}

/** Whether the list leaves keys out. */
export function isFiltered({ q, status }: KeyFilters): boolean {
  return q !== undefined || status !== undefined;
}
