import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/** Throws `forbidden` for a machine: how people sign in is their own to see and to change. */
export function requirePerson({ claim }: MerchantContext): void {
  if (claim.kind !== "portal" && claim.kind !== "token") throw new AppError("forbidden");
}
