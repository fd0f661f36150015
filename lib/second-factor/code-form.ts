import { randomInt } from "node:crypto";

/** No characters that look alike on paper: 31 of them, 74 bits in fifteen. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const groups = 3;
const groupLength = 5;

/** Creates a recovery code such as `abcde-fghjk-mnpqr`. */
export function newRecoveryCode(): string {
  const group = () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}

/** Removes the spaces, dashes and capitals that do not matter. */
export function normalizeCode(typed: string): string {
  return typed.replace(/[\s-]/g, "").toLowerCase();
}

/** Returns whether a normalized code has the form of an authenticator code. */
export function isTotpCode(code: string): boolean {
  return /^[0-9]{6}$/.test(code);
}
