import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { and, eq, lt, or, sql } from "drizzle-orm";
import { passkeys } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { takeChallenge } from "#lib/second-factor/passkey-challenge.ts";
import type { RelyingParty } from "#lib/second-factor/relying-party.ts";
import type { PasskeyAnswer } from "#lib/second-factor/schema.ts";

type PasskeyRow = typeof passkeys.$inferSelect;

/**
 * Returns the passkey's owner; null for another site, an unknown, used or foreign challenge, no
 * user verification, or an old counter, which indicates a cloned passkey.
 * @param userId the required owner; null for anyone
 */
export async function verifyPasskey(
  ctx: Context,
  answer: PasskeyAnswer,
  party: RelyingParty,
  userId: string | null,
): Promise<string | null> {
  const challenge = await takeChallenge(ctx, answer.response.clientDataJSON, userId);
  if (challenge === null) return null;
  const [passkey] = await ctx.db.select().from(passkeys).where(eq(passkeys.id, answer.id));
  if (passkey && userId === null) ctx.request.sender = { via: "portal", userId: passkey.userId };
  if (!passkey || !isTheirs(passkey, answer, userId)) return null;
  const { userHandle, ...response } = answer.response;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...answer, response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
    },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return null;
  const { newCounter: counter, credentialBackedUp: isSynced } = authenticationInfo;
  const used = await ctx.db
    .update(passkeys)
    .set({ counter, isSynced, lastUsedAt: sql`now()` })
    .where(
      and(eq(passkeys.id, passkey.id), or(eq(passkeys.counter, 0), lt(passkeys.counter, counter))),
    )
    .returning({ id: passkeys.id });
  return used.length > 0 ? passkey.userId : null;
}

function isTheirs(passkey: PasskeyRow, answer: PasskeyAnswer, userId: string | null): boolean {
  const { userHandle } = answer.response;
  const named = userHandle ? Buffer.from(userHandle, "base64url").toString() : passkey.userId;
  return named === passkey.userId && (userId === null || userId === passkey.userId);
}
