import { Secret, TOTP } from "otpauth";
import { beginTotp } from "#lib/second-factor/begin-totp.ts";
import { confirmTotp } from "#lib/second-factor/confirm-totp.ts";
import type { TestMember } from "#lib/testing/records/merchants.ts";

/** Returns the code of an authenticator app, some 30 s periods from now. */
export function totpCode(secret: string, periods = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1" });
  return totp.generate({ timestamp: Date.now() + periods * 30_000 });
}

/** Adds an authenticator app to a member, which uses up the previous period's code. */
export async function addTotp({ ctx }: TestMember) {
  const { secret } = await beginTotp(ctx);
  const { recoveryCodes } = await confirmTotp(ctx, { code: totpCode(secret, -1) });
  return { secret, recoveryCodes };
}
