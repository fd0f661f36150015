import { z } from "zod";
import type { KeySort, KeyStatus } from "#lib/api-keys/constants.ts";
import { listApiKeysQuery } from "#lib/api-keys/schema.ts";

/** What an application's list of keys shows, and in which order. Its home is the page's address. */
export interface KeyFilters {
  q?: string;
  status?: KeyStatus;
  sort: KeySort;
}

const { q, status, sort } = listApiKeysQuery.shape;

/** An address that somebody has written by hand is no error: what is wrong in it does not count. */
const filtersSchema = z.object({
  q: q.transform((text) => text || undefined).catch(undefined),
  status: status.catch(undefined),
  sort: sort.catch("newest"),
});

export function readFilters(search: Record<string, string | string[] | undefined>): KeyFilters {
  return filtersSchema.parse(search);
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
