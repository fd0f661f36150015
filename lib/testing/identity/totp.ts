import { Secret, TOTP } from "otpauth";
import { beginTotp } from "#lib/second-factor/begin-totp.ts";
import { confirmTotp } from "#lib/second-factor/confirm-totp.ts";
import type { TestMember } from "#lib/testing/records/merchants.ts";

/** What an authenticator app shows so many periods of 30 s from now. */
export function totpCode(secret: string, periods = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1" });
  return totp.generate({ timestamp: Date.now() + periods * 30_000 });
}

/** Gives a member an authenticator app; its code of the period before is spent by that. */
export async function addTotp({ ctx }: TestMember) {
  const { secret } = await beginTotp(ctx);
  const { recoveryCodes } = await confirmTotp(ctx, { code: totpCode(secret, -1) });
  return { secret, recoveryCodes };
}
