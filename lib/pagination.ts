import { createHmac, timingSafeEqual } from "node:crypto";
import type { MerchantContext } from "#lib/context.ts";
import { invalidField } from "#lib/errors.ts";
import type { PageQuery } from "#lib/schema.ts";

const tagBytes = 12;

/**
 * Turns rows into a page; a row beyond `limit` means that more follow. `list` names the list and
 * its filters, since a cursor is only valid for its own list. `getPlace` returns a row's position,
 * by default its id.
 */
export function toPage<T extends { id: string }>(
  ctx: MerchantContext,
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
export function openCursor(
  ctx: MerchantContext,
  list: string,
  { cursor }: PageQuery,
): string | undefined {
  if (cursor === undefined) return undefined;
  const bytes = Buffer.from(cursor, "base64url");
  const place = bytes.subarray(tagBytes).toString("utf8");
  const tag = getTag(ctx, list, place);
  const isOurs =
    bytes.length > tagBytes &&
    timingSafeEqual(bytes.subarray(0, tagBytes), tag) &&
    bytes.toString("base64url") === cursor;
  if (!isOurs) throw invalidField("cursor", "The cursor does not belong to this list");
  return place;
}

function seal(ctx: MerchantContext, list: string, place: string): string {
  return Buffer.concat([getTag(ctx, list, place), Buffer.from(place)]).toString("base64url");
}

function getTag(ctx: MerchantContext, list: string, place: string): Buffer {
  const mac = createHmac("sha256", ctx.secrets.cursor);
  mac.update(JSON.stringify([ctx.merchantId, list, place]));
  return mac.digest().subarray(0, tagBytes);
}
