import { sql } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import { findMembership } from "#lib/auth/sign-in.ts";
import type { Context, MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import { getServer } from "#lib/runtime/server.ts";
import type { RelyingParty } from "#lib/second-factor/relying-party.ts";
import { type PasskeyAnswer, passkeyAnswer } from "#lib/second-factor/schema.ts";
import { verifyPasskey } from "#lib/second-factor/verify-passkey.ts";
import { startSession } from "#lib/sessions/sessions.ts";

/**
 * Starts a portal session for the holder of a passkey, whose device has verified them: both factors
 * are proven. Throws `unauthorized` and `too_many_requests`.
 */
export async function signInWithPasskey(
  ctx: Context,
  answer: PasskeyAnswer,
  party: RelyingParty,
): Promise<MerchantContext> {
  ctx.request.sender = { via: "portal" };
  const address = addressKey(ctx.request);
  const { rateLimits } = getServer();
  await rateLimits.consume("sign-in-address", address);
  const userId = await verifyPasskey(ctx, answer, party, null);
  const member = userId === null ? undefined : await findMembership(ctx, userId);
  if (!member) {
    const security = { action: "security.sign_in_failed", reason: "passkey_refused" } as const;
    throw new AppError("unauthorized", "No account uses this passkey", { security });
  }
  await rateLimits.giveBack("sign-in-address", address);
  const stillHolds = sql`exists (
    select from passkeys p where p.id = ${answer.id} and p.user_id = ${users.id})`;
  return startSession(ctx, "portal", member, { hasSecondFactor: true, provider: null, stillHolds });
}

/** Parses a passkey's response, or returns null. */
export function readPasskeyAnswer(json: string | undefined): PasskeyAnswer | null {
  try {
    return passkeyAnswer.safeParse(JSON.parse(json ?? "")).data ?? null;
  } catch {
    return null;
  }
}
