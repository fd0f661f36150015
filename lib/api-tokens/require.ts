import { type MerchantContext, requirePerson, secondFactorMissing } from "#lib/context.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";

/** Throws `forbidden` unless a person asks whose session is worth what the merchant demands. */
export function requireTokenHolder(ctx: MerchantContext): void {
  requirePerson(ctx);
  if (ctx.session.lacksSecondFactor) throw secondFactorMissing();
}

/** Whether the caller looks after the tokens of everybody at the merchant. */
export function mayManageAllTokens({ caller }: MerchantContext): boolean {
  return getPermissions(caller.role).includes("members:write");
}
