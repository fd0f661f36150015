import { verifyRegistrationResponse } from "@simplewebauthn/server";
import type { MerchantContext } from "#lib/context.ts";
import { AppError, invalidField } from "#lib/errors.ts";
import { takeChallenge } from "#lib/second-factor/passkey-challenge.ts";
import { passkeyAlgorithms, type RelyingParty } from "#lib/second-factor/relying-party.ts";
import type { NewPasskeyAnswer } from "#lib/second-factor/schema.ts";

/** A new passkey for the caller that no account has yet. */
export interface NewPasskey {
  id: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  isSynced: boolean;
}

/**
 * Verifies that a passkey was just created for the caller and this site, with user verification by
 * the device. Throws `bad_request`.
 */
export async function verifyNewPasskey(
  ctx: MerchantContext,
  answer: NewPasskeyAnswer,
  party: RelyingParty,
): Promise<NewPasskey> {
  const { transports, ...response } = answer.response;
  const challenge = await takeChallenge(ctx, response.clientDataJSON, ctx.caller.userId);
  if (challenge === null) {
    throw invalidField("response", "This request timed out or was already used. Please try again");
  }
  const { registrationInfo } = await verifyRegistrationResponse({
    response: { ...answer, response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: passkeyAlgorithms,
  }).catch((cause) => {
    throw refusal(cause);
  });
  if (!registrationInfo) throw refusal();
  const { credential, credentialBackedUp } = registrationInfo;
  if (credential.id !== answer.id) throw refusal();
  return {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports,
    isSynced: credentialBackedUp,
  };
}

function refusal(cause?: unknown): AppError {
  const details = [{ field: "response", message: "The passkey could not be verified" }];
  return new AppError("bad_request", undefined, { cause, details });
}
