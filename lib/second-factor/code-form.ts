import { createHmac, type KeyObject, randomInt } from "node:crypto";

/** Without characters that are taken for one another on paper: 31 of them, 74 bits in fifteen. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const groups = 3;
const groupLength = 5;

/** Such as `abcde-fghjk-mnpqr`. */
export function newRecoveryCode(): string {
  const group = () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}

/** What was typed without the spaces, dashes and capitals that do not count. */
export function normalizeCode(typed: string): string {
  return typed.replace(/[\s-]/g, "").toLowerCase();
}

/** Whether a normalized code is one of an authenticator app. */
export function isTotpCode(code: string): boolean {
  return /^[0-9]{6}$/.test(code);
}

/** What is stored of a normalized recovery code. */
export function hashRecoveryCode(key: KeyObject, userId: string, code: string): Buffer {
  return createHmac("sha256", key).update(`${userId} ${code}`).digest();
}
