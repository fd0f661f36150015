import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/** Throws `forbidden` for an unverified caller, who could invite in another person's name. */
export function requireVerifiedAddress({ caller }: MerchantContext): void {
  if (caller.isEmailVerified) return;
  throw new AppError("forbidden", "Confirm your email address before you invite others");
}
