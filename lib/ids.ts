import { fromUUID, parseTypeId, typeidUnboxed } from "typeid-js";

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
 * A TypeID: the prefix and a UUIDv7 in 26 base32 characters (48 bits of time, 74 random ones),
 * so that ids sort by the moment they were made. Source: github.com/jetify-com/typeid/tree/main/spec.
 */
export function newId(prefix: IdPrefix): string {
  return typeidUnboxed(prefix);
}

/** Whether `value` has the form of an id with this prefix; says nothing about its existence. */
export function isId(prefix: IdPrefix, value: string): boolean {
  try {
    return parseTypeId(value as ReturnType<typeof typeidUnboxed>).prefix === prefix;
  } catch {
    return false;
  }
}

const latestMs = 2 ** 48 - 1;

/** Sorts before every id that is made at the moment (milliseconds since 1970) or later. */
export function smallestIdAt(prefix: IdPrefix, momentMs: number): string {
  const hex = Math.min(Math.max(Math.floor(momentMs), 0), latestMs).toString(16);
  const time = hex.padStart(12, "0");
  return fromUUID(`${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`, prefix);
}

/** Sorts behind every id: where a list that goes from the newest to the oldest begins. */
export const pastTheLastId = "~";
