import { fromUUID, parseTypeId, toUUIDBytes, typeidUnboxed } from "typeid-js";

export type IdPrefix =
  | "mer"
  | "usr"
  | "app"
  | "key"
  | "aud"
  | "ses"
  | "jwt"
  | "svc"
  | "tok"
  | "inv"
  | "vot";

/**
 * Creates a TypeID: the prefix and a UUIDv7 in 26 base32 characters (48 bits of time, 74 random),
 * so that ids sort by creation time. Source: github.com/jetify-com/typeid/tree/main/spec.
 */
export function newId(prefix: IdPrefix): string {
  return typeidUnboxed(prefix);
}

/** Returns whether `value` has the form of an id with this prefix. */
export function isId(prefix: IdPrefix, value: string): boolean {
  try {
    return parseTypeId(value as ReturnType<typeof typeidUnboxed>).prefix === prefix;
  } catch {
    return false;
  }
}

const latestMs = 2 ** 48 - 1;

/** Sorts before every id created at this time (milliseconds since 1970) or later. */
export function smallestIdAt(prefix: IdPrefix, momentMs: number): string {
  const hex = Math.min(Math.max(Math.floor(momentMs), 0), latestMs).toString(16);
  const time = hex.padStart(12, "0");
  return fromUUID(`${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`, prefix);
}

/** Returns when the id was created, in milliseconds since 1970. */
export function getIdTime(id: string): number {
  const bytes = toUUIDBytes(id as ReturnType<typeof typeidUnboxed>);
  return Buffer.from(bytes).readUIntBE(0, 6);
}

/** Sorts after every id: the start of a list from newest to oldest. */
export const pastTheLastId = "~";
