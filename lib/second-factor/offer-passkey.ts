import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { passkeys } from "#drizzle/schema.ts";
import { type Context, type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { challengeTimeoutMs, keepChallenge } from "#lib/second-factor/passkey-challenge.ts";
import { passkeyAlgorithms, type RelyingParty } from "#lib/second-factor/relying-party.ts";
import {
  type NewPasskeyOptions,
  newPasskeyOptionsSchema,
  type PasskeyOptions,
  passkeyOptionsSchema,
} from "#lib/second-factor/schema.ts";

/** Returns the browser's options to create a passkey for the caller. */
export async function offerNewPasskey(
  ctx: MerchantContext,
  party: RelyingParty,
): Promise<NewPasskeyOptions> {
  requirePerson(ctx);
  const { userId, email } = ctx.caller;
  const options = await generateRegistrationOptions({
    rpName: ctx.config.productName,
    rpID: party.id,
    userID: new Uint8Array(Buffer.from(userId)),
    userName: email,
    userDisplayName: email,
    timeout: challengeTimeoutMs,
    excludeCredentials: await listCredentials(ctx, userId),
    supportedAlgorithmIDs: passkeyAlgorithms,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await keepChallenge(ctx, options.challenge, userId);
  return newPasskeyOptionsSchema.parse(options);
}

/** Returns the browser's options to sign in with anyone's passkey. */
export async function offerPasskeySignIn(
  ctx: Context,
  party: RelyingParty,
): Promise<PasskeyOptions> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    timeout: challengeTimeoutMs,
    userVerification: "required",
  });
  await keepChallenge(ctx, options.challenge, null);
  return passkeyOptionsSchema.parse(options);
}

/**
 * Returns the browser's options to use one of the caller's passkeys. Throws `conflict` without one.
 */
export async function offerPasskeyProof(
  ctx: MerchantContext,
  party: RelyingParty,
): Promise<PasskeyOptions> {
  requirePerson(ctx);
  const { userId } = ctx.caller;
  const allowCredentials = await listCredentials(ctx, userId);
  if (allowCredentials.length === 0) throw new AppError("conflict", "You have no passkey");
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    timeout: challengeTimeoutMs,
    userVerification: "required",
    allowCredentials,
  });
  await keepChallenge(ctx, options.challenge, userId);
  return passkeyOptionsSchema.parse(options);
}

function listCredentials(ctx: Context, userId: string) {
  return ctx.db
    .select({ id: passkeys.id, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.userId, userId));
}
