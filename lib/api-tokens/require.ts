import { type MerchantContext, requirePerson, secondFactorMissing } from "#lib/context.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";

/** Throws `forbidden` unless a person calls whose session meets the merchant's requirements. */
export function requireTokenHolder(ctx: MerchantContext): void {
  requirePerson(ctx);
  if (ctx.session.lacksSecondFactor) throw secondFactorMissing();
}

/** Returns whether the caller may manage the tokens of all members. */
export function mayManageAllTokens({ caller }: MerchantContext): boolean {
  return getPermissions(caller.role).includes("members:write");
}
