import { z } from "zod";
import type { KeySort, KeyStatus } from "#lib/api-keys/constants.ts";
import { listApiKeysQuery } from "#lib/api-keys/schema.ts";

/** Filters and order of an application's keys, stored in the page's URL. */
export interface KeyFilters {
  q?: string;
  status?: KeyStatus;
  sort: KeySort;
}

const { q, status, sort } = listApiKeysQuery.shape;

/** Ignores invalid parameters in the URL. */
const filtersSchema = z.object({
  q: q.transform((text) => text || undefined).catch(undefined),
  status: status.catch(undefined),
  sort: sort.catch("newest"),
});

export function readFilters(search: Record<string, string | string[] | undefined>): KeyFilters {
  return filtersSchema.parse(search);
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
