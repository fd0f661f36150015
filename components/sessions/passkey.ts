import { useSyncExternalStore } from "react";
import { describeFailure } from "#components/submit-failure.ts";
import type { AddPasskeyBody, PasskeyAnswer } from "#lib/second-factor/schema.ts";

const noChange = () => () => {};
const isSupported = () => typeof window.PublicKeyCredential === "function";
const isAssumed = () => true;

/** Returns whether this browser supports passkeys; true until that is known. */
export function useHasPasskeys(): boolean {
  return useSyncExternalStore(noChange, isSupported, isAssumed);
}

type Library = typeof import("@simplewebauthn/browser");

/** Loaded on first use too, which keeps it out of the first JavaScript of sign-in. */
const loadApi = async () => (await import("#lib/api-client.ts")).api;

/** A failed passkey request; `code` is the library's, if it has one. */
class PasskeyFailure extends Error {
  readonly code: string | undefined;

  constructor(cause: Error, code?: string) {
    super(cause.message, { cause });
    this.code = code;
  }
}

/** Loads the library on first use, because few sign-ins need it. */
async function withLibrary<T>(ceremony: (library: Library) => Promise<T>): Promise<T> {
  const library = await import("@simplewebauthn/browser");
  return ceremony(library).catch((error) => {
    if (error instanceof library.WebAuthnError) throw new PasskeyFailure(error, error.code);
    throw error instanceof DOMException ? new PasskeyFailure(error) : error;
  });
}

/** Makes the browser create a passkey. */
export async function makePasskey(): Promise<AddPasskeyBody["response"]> {
  const optionsJSON = await (await loadApi()).offerNewPasskey();
  return withLibrary(({ startRegistration }) => startRegistration({ optionsJSON }));
}

/** Makes the browser ask for anyone's passkey. */
export async function askForAnyPasskey(): Promise<PasskeyAnswer> {
  const optionsJSON = await (await loadApi()).offerPasskeySignIn();
  return withLibrary(({ startAuthentication }) => startAuthentication({ optionsJSON }));
}

/** Makes the browser ask for a passkey of the signed-in person. */
export async function askForOwnPasskey(): Promise<PasskeyAnswer> {
  const optionsJSON = await (await loadApi()).offerPasskeyProof();
  return withLibrary(({ startAuthentication }) => startAuthentication({ optionsJSON }));
}

/** Explains why the browser, its device or the server refused it. */
export function explainPasskeyFailure(failure: unknown): string {
  if (!(failure instanceof PasskeyFailure)) return describeFailure(failure);
  if (failure.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    return "This device already has a passkey for your account.";
  }
  if (failure.code === "ERROR_INVALID_RP_ID" || failure.code === "ERROR_INVALID_DOMAIN") {
    return "Passkeys need a domain name and an HTTPS connection.";
  }
  return "The passkey prompt was canceled or timed out. Try again.";
}
