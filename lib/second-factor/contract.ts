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
    description:
      "What the caller can prove themselves with, and whether their company demands a second factor.",
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
    summary: "Begin to add an authenticator app",
    description:
      "Makes a secret for the caller's authenticator app, which counts once a code was confirmed. One that was never confirmed is replaced.",
    access: "account",
    needsProof: "always",
    success: {
      status: 201,
      description: "The secret, for the only time",
      schema: totpSetupSchema,
      example: {
        secret: "YOUR_TOTP_SECRET",
        uri: "otpauth://totp/Keysmith:developer%40shop.example?secret=YOUR_TOTP_SECRET",
      },
    },
    errors: { conflict: "You have an authenticator app already" },
  },
  confirmTotp: {
    method: "post",
    path: `${account}/totp/confirm`,
    group,
    summary: "Confirm an authenticator app",
    description:
      "Takes a first code of the caller's authenticator app, which is a second factor from then on, and makes recovery codes in place of earlier ones. The session counts as proved by it.",
    access: "account",
    guesses: "own-secrets",
    body: confirmTotpBody,
    bodyExample: { code: "123456" },
    needsProof: "always",
    success: {
      status: 200,
      description: "The recovery codes, for the only time",
      schema: recoveryCodesSchema,
      example: { recoveryCodes },
    },
    errors: {
      bad_request: "The code is missing, or not the one that the app shows now",
      conflict: "There is no authenticator app to confirm",
    },
  },
  removeTotp: {
    method: "delete",
    path: `${account}/totp`,
    group,
    summary: "Remove your authenticator app",
    description: "Removes the caller's authenticator app. Where there is none it does nothing.",
    access: "account",
    needsProof: "always",
    success: { status: 204, description: "There is no authenticator app" },
  },
  makeRecoveryCodes: {
    method: "post",
    path: `${account}/recovery-codes`,
    group,
    summary: "Make new recovery codes",
    description:
      "Gives the caller new recovery codes. The earlier ones are worth nothing any more.",
    access: "account",
    needsProof: "always",
    success: {
      status: 201,
      description: "The recovery codes, for the only time",
      schema: recoveryCodesSchema,
      example: { recoveryCodes },
    },
    errors: { conflict: "You have no second factor that they could stand in for" },
  },
  offerNewPasskey: {
    method: "post",
    path: `${account}/passkeys/options`,
    group,
    summary: "Get a challenge to add a passkey",
    description: "Answers with what `navigator.credentials.create()` makes a passkey of.",
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
      "Adds the passkey that a browser has just made to the caller's account, and makes recovery codes where there are none. The session counts as proved by it.",
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
      description: "The passkey, and recovery codes for the only time",
      schema: addedPasskeySchema,
      example: { passkey: { ...passkey, lastUsedAt: null }, recoveryCodes },
    },
    errors: {
      bad_request: "A field is missing or malformed, or the passkey could not be verified in time",
      conflict: "The passkey belongs to an account already",
    },
  },
  renamePasskey: {
    method: "patch",
    path: `${account}/passkeys/{id}`,
    group,
    summary: "Rename a passkey",
    description: "Changes what the caller calls one of their passkeys.",
    access: "account",
    params: passkeyParam,
    body: renamePasskeyBody,
    bodyExample: { name: "Old phone" },
    success: {
      status: 200,
      description: "The passkey as it is now",
      schema: passkeySchema,
      example: { ...passkey, name: "Old phone" },
    },
  },
  removePasskey: {
    method: "delete",
    path: `${account}/passkeys/{id}`,
    group,
    summary: "Remove a passkey",
    description: "Has a passkey of the caller's open nothing any more.",
    access: "account",
    params: passkeyParam,
    needsProof: "always",
    success: { status: 204, description: "The passkey is gone" },
  },
  offerPasskeyProof: {
    method: "post",
    path: `${account}/proof/options`,
    group,
    summary: "Get a challenge to prove yourself by a passkey",
    description:
      "Answers with what `navigator.credentials.get()` asks a device for one of the caller's passkeys.",
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
    summary: "Prove that it is you",
    description:
      "Takes a new proof that the caller is who they say, after which requests that need a recent one are answered again: `otp` or `passkey` of an account with a second factor, `password` of any other. Exactly one of them is sent.",
    access: "account",
    guesses: "own-secrets",
    body: proveBody,
    bodyExample: { password: "YOUR_PASSWORD" },
    success: { status: 204, description: "The session counts as proved just now" },
    errors: {
      bad_request: "The proof is missing, wrong, or not of the kind that this account needs",
      conflict: "The account has neither password nor second factor: sign in again",
    },
  },
} as const satisfies Operations;
