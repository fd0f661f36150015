import { devicesAnswer, passkey, passkeyOptions, recoveryCodes } from "#lib/examples.ts";
import type { Operations } from "#lib/operation.ts";
import {
  addedPasskeySchema,
  addPasskeyBody,
  confirmTotpBody,
  newPasskeyOptionsSchema,
  passkeyOptionsSchema,
  passkeySchema,
  proveBody,
  recoveryCodesSchema,
  renamePasskeyBody,
  secondFactorSchema,
  totpSetupSchema,
} from "#lib/second-factor/schema.ts";

const group = "Account";
const account = "/api/v1/account";

const passkeyParam = {
  id: { as: "passkeyId", description: "Id of the passkey", example: passkey.id },
} as const;

export const secondFactorContract = {
  getSecondFactor: {
    method: "get",
    path: `${account}/second-factor`,
    group,
    summary: "Get your second factor",
    description: "Returns the caller's second factors and whether their company requires one.",
    access: "account",
    success: {
      status: 200,
      description: "The factors",
      schema: secondFactorSchema,
      example: {
        hasTotp: true,
        recoveryCodesLeft: 10,
        passkeys: [passkey],
        hasPassword: true,
        isDemanded: false,
      },
    },
  },
  beginTotp: {
    method: "post",
    path: `${account}/totp`,
    group,
    summary: "Start adding an authenticator app",
    description:
      "Creates a secret for an authenticator app. It takes effect when a code is confirmed. An unconfirmed secret is replaced.",
    access: "account",
    needsProof: "always",
    success: {
      status: 201,
      description: "The secret, shown only once",
      schema: totpSetupSchema,
      example: {
        secret: "YOUR_TOTP_SECRET",
        uri: "otpauth://totp/Keysmith:developer%40shop.example?secret=YOUR_TOTP_SECRET",
      },
    },
    errors: { conflict: "You already have an authenticator app" },
  },
  confirmTotp: {
    method: "post",
    path: `${account}/totp/confirm`,
    group,
    summary: "Confirm an authenticator app",
    description:
      "Confirms the authenticator app with a first code. The app becomes a second factor, and new recovery codes replace earlier ones. Counts as authentication of the session.",
    access: "account",
    guesses: "own-secrets",
    body: confirmTotpBody,
    bodyExample: { code: "123456" },
    needsProof: "always",
    success: {
      status: 200,
      description: "The recovery codes, shown only once",
      schema: recoveryCodesSchema,
      example: { recoveryCodes },
    },
    errors: {
      bad_request: "The code is missing or incorrect",
      conflict: "There is no authenticator app to confirm",
    },
  },
  removeTotp: {
    method: "delete",
    path: `${account}/totp`,
    group,
    summary: "Remove your authenticator app",
    description: "Removes the caller's authenticator app. Does nothing if there is none.",
    access: "account",
    needsProof: "always",
    success: { status: 204, description: "There is no authenticator app" },
  },
  makeRecoveryCodes: {
    method: "post",
    path: `${account}/recovery-codes`,
    group,
    summary: "Generate new recovery codes",
    description: "Generates new recovery codes for the caller. Earlier codes stop working.",
    access: "account",
    needsProof: "always",
    success: {
      status: 201,
      description: "The recovery codes, shown only once",
      schema: recoveryCodesSchema,
      example: { recoveryCodes },
    },
    errors: { conflict: "You have no second factor" },
  },
  offerNewPasskey: {
    method: "post",
    path: `${account}/passkeys/options`,
    group,
    summary: "Get a challenge to add a passkey",
    description: "Returns options for `navigator.credentials.create()`.",
    access: "account",
    needsProof: "always",
    success: {
      status: 200,
      description: "Options of WebAuthn, as JSON",
      schema: newPasskeyOptionsSchema,
      example: {
        challenge: "YOUR_CHALLENGE",
        timeout: 300_000,
        rp: { id: "keys.example", name: "Keysmith" },
        user: {
          id: "dXNyXzAx",
          name: "developer@shop.example",
          displayName: "developer@shop.example",
        },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        excludeCredentials: [],
      },
    },
  },
  addPasskey: {
    method: "post",
    path: `${account}/passkeys`,
    group,
    summary: "Add a passkey",
    description:
      "Adds a passkey that a browser just created to the caller's account, and generates recovery codes if there are none. Counts as authentication of the session.",
    access: "account",
    body: addPasskeyBody,
    bodyExample: {
      name: "Phone",
      response: {
        ...devicesAnswer,
        response: { clientDataJSON: "e30", attestationObject: "o2NmbXQ", transports: ["internal"] },
      },
    },
    needsProof: "always",
    success: {
      status: 201,
      description: "The passkey, and recovery codes, shown only once",
      schema: addedPasskeySchema,
      example: { passkey: { ...passkey, lastUsedAt: null }, recoveryCodes },
    },
    errors: {
      bad_request: "A field is missing or malformed, or the passkey could not be verified in time",
      conflict: "The passkey already belongs to an account",
    },
  },
  renamePasskey: {
    method: "patch",
    path: `${account}/passkeys/{id}`,
    group,
    summary: "Rename a passkey",
    description: "Changes the name of one of the caller's passkeys.",
    access: "account",
    params: passkeyParam,
    body: renamePasskeyBody,
    bodyExample: { name: "Old phone" },
    success: {
      status: 200,
      description: "The updated passkey",
      schema: passkeySchema,
      example: { ...passkey, name: "Old phone" },
    },
  },
  removePasskey: {
    method: "delete",
    path: `${account}/passkeys/{id}`,
    group,
    summary: "Remove a passkey",
    description: "Removes one of the caller's passkeys.",
    access: "account",
    params: passkeyParam,
    needsProof: "always",
    success: { status: 204, description: "The passkey was removed" },
  },
  offerPasskeyProof: {
    method: "post",
    path: `${account}/proof/options`,
    group,
    summary: "Get a challenge to re-authenticate with a passkey",
    description:
      "Returns options for `navigator.credentials.get()` with one of the caller's passkeys.",
    access: "account",
    success: {
      status: 200,
      description: "Options of WebAuthn, as JSON",
      schema: passkeyOptionsSchema,
      example: {
        ...passkeyOptions,
        allowCredentials: [{ id: passkey.id, type: "public-key", transports: ["internal"] }],
      },
    },
    errors: { conflict: "You have no passkey" },
  },
  proveIdentity: {
    method: "post",
    path: `${account}/proof`,
    group,
    summary: "Re-authenticate",
    description:
      "Re-authenticates the caller, for requests that need a recent authentication. Send exactly one: `otp` or `passkey` if the account has a second factor, `password` otherwise.",
    access: "account",
    guesses: "own-secrets",
    body: proveBody,
    bodyExample: { password: "YOUR_PASSWORD" },
    success: { status: 204, description: "The session was re-authenticated" },
    errors: {
      bad_request:
        "The credentials are missing, incorrect, or not of the kind that this account needs",
      conflict: "The account has no password or second factor. Sign in again",
    },
  },
} as const satisfies Operations;
