import { createHmac, timingSafeEqual } from "node:crypto";
import type { MerchantContext } from "#lib/context.ts";
import { invalidField } from "#lib/errors.ts";
import type { PageQuery } from "#lib/schema.ts";

const tagBytes = 12;

/**
 * Turns one row more than asked for into a page. `list` names the list and its filters: a cursor
 * opens only the list it was made for.
 */
export function toPage<T extends { id: string }>(
  ctx: MerchantContext,
  list: string,
  rows: T[],
  limit: number,
): { data: T[]; nextCursor: string | null } {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? seal(ctx, list, last.id) : null };
}

/** The id to go on after, or undefined for the first page. Throws a 400 for any other cursor. */
export function openCursor(
  ctx: MerchantContext,
  list: string,
  { cursor }: PageQuery,
): string | undefined {
  if (cursor === undefined) return undefined;
  const bytes = Buffer.from(cursor, "base64url");
  const id = bytes.subarray(tagBytes).toString("utf8");
  const tag = tagOf(ctx, list, id);
  const isOurs =
    bytes.length > tagBytes &&
    timingSafeEqual(bytes.subarray(0, tagBytes), tag) &&
    bytes.toString("base64url") === cursor;
  if (!isOurs) throw invalidField("cursor", "The cursor does not belong to this list");
  return id;
}

function seal(ctx: MerchantContext, list: string, id: string): string {
  return Buffer.concat([tagOf(ctx, list, id), Buffer.from(id)]).toString("base64url");
}

function tagOf(ctx: MerchantContext, list: string, id: string): Buffer {
  const mac = createHmac("sha256", ctx.secrets.cursor);
  mac.update(JSON.stringify([ctx.merchantId, list, id]));
  return mac.digest().subarray(0, tagBytes);
}
