import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";
import { useSyncExternalStore } from "react";
import { describeFailure } from "#components/submit-failure.ts";
import { api } from "#lib/api-client.ts";
import type { AddPasskeyBody, PasskeyAnswer } from "#lib/second-factor/schema.ts";

const noChange = () => () => {};
const isAssumed = () => true;

/** Whether this browser knows passkeys; taken for granted until it can be asked. */
export function useHasPasskeys(): boolean {
  return useSyncExternalStore(noChange, browserSupportsWebAuthn, isAssumed);
}

/** Has the browser make a passkey on a device of the person's. */
export async function makePasskey(): Promise<AddPasskeyBody["response"]> {
  return startRegistration({ optionsJSON: await api.offerNewPasskey() });
}

/** Has the browser ask for a passkey of anybody's. */
export async function askForAnyPasskey(): Promise<PasskeyAnswer> {
  return startAuthentication({ optionsJSON: await api.offerPasskeySignIn() });
}

/** Has the browser ask for a passkey of whoever is signed in. */
export async function askForOwnPasskey(): Promise<PasskeyAnswer> {
  return startAuthentication({ optionsJSON: await api.offerPasskeyProof() });
}

/** Why the browser, its device or the server did not take it. */
export function explainPasskeyFailure(failure: unknown): string {
  if (failure instanceof WebAuthnError) {
    if (failure.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
      return "This device holds a passkey of your account already.";
    }
    if (failure.code === "ERROR_INVALID_RP_ID" || failure.code === "ERROR_INVALID_DOMAIN") {
      return "Passkeys need the portal to be opened by its name over HTTPS.";
    }
  }
  const isBrowsers = failure instanceof WebAuthnError || failure instanceof DOMException;
  return isBrowsers
    ? "No passkey was used: it was cancelled, or took too long. Try again."
    : describeFailure(failure);
}
