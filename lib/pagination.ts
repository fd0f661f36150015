import { timingSafeEqual } from "node:crypto";
import type { Context } from "#lib/context.ts";
import { invalidField } from "#lib/errors.ts";
import { computeHmacs } from "#lib/key-ring.ts";
import type { PageQuery } from "#lib/schema.ts";

const tagBytes = 12;

/** The operator's lists of everything have no merchant. */
type Listing = Pick<Context, "secrets"> & { merchantId?: string };

/**
 * Turns rows into a page; a row beyond `limit` means that more follow. `list` names the list and
 * its filters, since a cursor is only valid for its own list. `getPlace` returns a row's position,
 * by default its id.
 */
export function toPage<T extends { id: string }>(
  ctx: Listing,
  list: string,
  rows: T[],
  limit: number,
  getPlace: (row: T) => string = (row) => row.id,
): { data: T[]; nextCursor: string | null } {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? seal(ctx, list, getPlace(last)) : null };
}

/**
 * Returns the position to continue after, or undefined for the first page. Throws 400 for an
 * invalid cursor.
 */
export function openCursor(ctx: Listing, list: string, { cursor }: PageQuery): string | undefined {
  if (cursor === undefined) return undefined;
  const bytes = Buffer.from(cursor, "base64url");
  const place = bytes.subarray(tagBytes).toString("utf8");
  const tags = computeTags(ctx, list, place);
  const isOurs =
    bytes.length > tagBytes &&
    tags.some((tag) => timingSafeEqual(bytes.subarray(0, tagBytes), tag)) &&
    bytes.toString("base64url") === cursor;
  if (!isOurs) throw invalidField("cursor", "The cursor does not belong to this list");
  return place;
}

function seal(ctx: Listing, list: string, place: string): string {
  const [tag] = computeTags(ctx, list, place);
  return Buffer.concat([tag, Buffer.from(place)]).toString("base64url");
}

/** Computes the tag under each version of the secret, that of new cursors first. */
function computeTags(
  { merchantId = "operator", secrets }: Listing,
  list: string,
  place: string,
): [Buffer, ...Buffer[]] {
  const text = JSON.stringify([merchantId, list, place]);
  const [first, ...others] = computeHmacs(secrets.cursor, text);
  const toTag = ({ hash }: typeof first) => hash.subarray(0, tagBytes);
  return [toTag(first), ...others.map(toTag)];
}
