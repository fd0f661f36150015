import { useSyncExternalStore } from "react";
import { describeFailure } from "#components/submit-failure.ts";
import { api } from "#lib/api-client.ts";
import type { AddPasskeyBody, PasskeyAnswer } from "#lib/second-factor/schema.ts";

const noChange = () => () => {};
const isSupported = () => typeof window.PublicKeyCredential === "function";
const isAssumed = () => true;

/** Whether this browser knows passkeys; taken for granted until it can be asked. */
export function useHasPasskeys(): boolean {
  return useSyncExternalStore(noChange, isSupported, isAssumed);
}

type Library = typeof import("@simplewebauthn/browser");

/** The browser or its device did not use a passkey; `code` is the library's, if it gave one. */
class PasskeyFailure extends Error {
  readonly code: string | undefined;

  constructor(cause: Error, code?: string) {
    super(cause.message, { cause });
    this.code = code;
  }
}

/** Loads the library when a passkey is first asked for: few sign-ins use one. */
async function withLibrary<T>(ceremony: (library: Library) => Promise<T>): Promise<T> {
  const library = await import("@simplewebauthn/browser");
  return ceremony(library).catch((error) => {
    if (error instanceof library.WebAuthnError) throw new PasskeyFailure(error, error.code);
    throw error instanceof DOMException ? new PasskeyFailure(error) : error;
  });
}

/** Has the browser make a passkey on a device of the person's. */
export async function makePasskey(): Promise<AddPasskeyBody["response"]> {
  const optionsJSON = await api.offerNewPasskey();
  return withLibrary(({ startRegistration }) => startRegistration({ optionsJSON }));
}

/** Has the browser ask for a passkey of anybody's. */
export async function askForAnyPasskey(): Promise<PasskeyAnswer> {
  const optionsJSON = await api.offerPasskeySignIn();
  return withLibrary(({ startAuthentication }) => startAuthentication({ optionsJSON }));
}

/** Has the browser ask for a passkey of whoever is signed in. */
export async function askForOwnPasskey(): Promise<PasskeyAnswer> {
  const optionsJSON = await api.offerPasskeyProof();
  return withLibrary(({ startAuthentication }) => startAuthentication({ optionsJSON }));
}

/** Why the browser, its device or the server did not take it. */
export function explainPasskeyFailure(failure: unknown): string {
  if (!(failure instanceof PasskeyFailure)) return describeFailure(failure);
  if (failure.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    return "This device holds a passkey of your account already.";
  }
  if (failure.code === "ERROR_INVALID_RP_ID" || failure.code === "ERROR_INVALID_DOMAIN") {
    return "Passkeys need the portal to be opened by its name over HTTPS.";
  }
  return "No passkey was used: it was cancelled, or took too long. Try again.";
}
