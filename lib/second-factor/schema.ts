import { z } from "zod";
import { createIdSchema, createTimestampSchema, lineOfText, missingOr } from "#lib/schema.ts";

/** An authenticator code or recovery code, as typed. */
export const otpSchema = z
  .string({ error: (issue) => missingOr(issue.input, "The code", "must be text") })
  .trim()
  .min(1, { error: "The code is required" })
  .max(40, { error: "The code is too long" })
  .meta({
    description: "A code from the authenticator app, or a recovery code",
    example: "123456",
  });

const notAnAnswer = "The passkey response is malformed";
const base64url = z
  .string({ error: notAnAnswer })
  .max(32_768, { error: notAnAnswer })
  .regex(/^[A-Za-z0-9_-]+$/, { error: notAnAnswer });
const said = (description: string) =>
  base64url.meta({ description: `${description}, in base64url` });
const clientDataJSON = said("What the browser has signed for");
const credential = {
  id: base64url
    .max(1366, { error: notAnAnswer })
    .meta({ description: "Id of the passkey, in base64url" }),
  rawId: said("The same once more"),
  type: z
    .literal("public-key", { error: notAnAnswer })
    .meta({ description: "What kind of credential it is" }),
};

/** A browser's response for a new passkey; other fields are allowed (WebAuthn Level 3, 5.1.8). */
export const newPasskeyAnswer = z.object(
  {
    ...credential,
    response: z
      .object(
        {
          clientDataJSON,
          attestationObject: said("The new public key and what vouches for it"),
          transports: z
            .array(
              z.string({ error: notAnAnswer }).regex(/^[a-z-]{1,32}$/, { error: notAnAnswer }),
              {
                error: notAnAnswer,
              },
            )
            .max(10, { error: notAnAnswer })
            .default([])
            .meta({ description: "How the device can be reached", example: ["internal"] }),
        },
        { error: notAnAnswer },
      )
      .meta({ description: "The answer of the device" }),
  },
  { error: notAnAnswer },
);
export type NewPasskeyAnswer = z.infer<typeof newPasskeyAnswer>;

/** A browser's response for a used passkey. */
export const passkeyAnswer = z.object(
  {
    ...credential,
    response: z
      .object(
        {
          clientDataJSON,
          authenticatorData: said("What the device says of itself"),
          signature: said("The signature of both"),
          userHandle: base64url
            .nullish()
            .meta({ description: "Whose passkey it is, in base64url" }),
        },
        { error: notAnAnswer },
      )
      .meta({ description: "The answer of the device" }),
  },
  { error: notAnAnswer },
);
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>;

export const confirmTotpBody = z.strictObject({ code: otpSchema });
export type ConfirmTotpBody = z.infer<typeof confirmTotpBody>;

const passkeyName = lineOfText("The name", 80).meta({
  description: "Name of the passkey",
  example: "Phone",
});

export const addPasskeyBody = z.strictObject({
  response: newPasskeyAnswer.meta({
    description: "What `navigator.credentials.create()` answered, as JSON",
  }),
  name: passkeyName,
});
export type AddPasskeyBody = z.input<typeof addPasskeyBody>;

export const renamePasskeyBody = z.strictObject({ name: passkeyName });
export type RenamePasskeyBody = z.infer<typeof renamePasskeyBody>;

export const proveBody = z
  .strictObject({
    password: z
      .string({ error: "The password must be text" })
      .min(1, { error: "The password is required" })
      .max(1024, { error: "The password must be at most 1024 characters long" })
      .meta({
        format: "password",
        description: "The password, of an account without a second factor",
      })
      .optional(),
    otp: otpSchema.optional(),
    passkey: passkeyAnswer
      .meta({ description: "What `navigator.credentials.get()` answered, as JSON" })
      .optional(),
  })
  .refine((ways) => Object.values(ways).filter((way) => way !== undefined).length === 1, {
    path: ["password"],
    error: "Send exactly one of password, otp and passkey",
  });
export type ProveBody = z.infer<typeof proveBody>;

export const passkeySchema = z
  .object({
    id: createIdSchema("passkey", "q83vEjRWeJA"),
    name: z.string().meta({ description: "Its name", example: "Phone" }),
    createdAt: createTimestampSchema("When it was added"),
    lastUsedAt: createTimestampSchema("When it was last used").nullable(),
    isSynced: z
      .boolean()
      .meta({ description: "Whether it is synced to the person's other devices" }),
  })
  .meta({ id: "Passkey" });
export type Passkey = z.infer<typeof passkeySchema>;

export const secondFactorSchema = z
  .object({
    hasTotp: z.boolean().meta({ description: "Whether the person has an authenticator app" }),
    recoveryCodesLeft: z
      .int()
      .meta({ description: "Number of unused recovery codes", example: 10 }),
    passkeys: z.array(passkeySchema).meta({ description: "The person's passkeys, newest first" }),
    hasPassword: z.boolean().meta({ description: "Whether the account has a password" }),
    isDemanded: z
      .boolean()
      .meta({ description: "Whether the company of this session requires a second factor" }),
  })
  .meta({ id: "SecondFactor" });
export type SecondFactor = z.infer<typeof secondFactorSchema>;

/** Setup data for an authenticator app, shown only once. */
export const totpSetupSchema = z
  .object({
    secret: z
      .string()
      .meta({ description: "The secret in base32, for manual entry", example: "YOUR_TOTP_SECRET" }),
    uri: z.string().meta({
      description: "The `otpauth://` URL for a QR code",
      example: "otpauth://totp/Keysmith:developer%40shop.example?secret=YOUR_TOTP_SECRET",
    }),
  })
  .meta({ id: "TotpSetup" });
export type TotpSetup = z.infer<typeof totpSetupSchema>;

const recoveryCodes = z.array(z.string()).meta({
  description:
    "Codes that replace the second factor. Each works once, and they are shown only once",
  example: ["abcde-fghjk-mnpqr", "stuvw-xyz23-45678"],
});

export const recoveryCodesSchema = z.object({ recoveryCodes }).meta({ id: "RecoveryCodes" });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

export const addedPasskeySchema = z
  .object({
    passkey: passkeySchema.meta({ description: "The passkey as it was added" }),
    recoveryCodes: recoveryCodes
      .nullable()
      .meta({ description: "New recovery codes. Null if the person already has some" }),
  })
  .meta({ id: "AddedPasskey" });
export type AddedPasskey = z.infer<typeof addedPasskeySchema>;

const challenge = z.string().meta({
  description: "What the device is to sign, once, in base64url",
  example: "YOUR_CHALLENGE",
});
const timeout = z
  .number()
  .meta({ description: "For how many milliseconds the browser waits", example: 300_000 });
const descriptors = z.array(
  z.looseObject({
    id: z.string().meta({ description: "Id of a passkey, in base64url" }),
    type: z.literal("public-key").meta({ description: "What kind of credential it is" }),
  }),
);

/** For `navigator.credentials.create()`; the WebAuthn standard defines the other fields. */
export const newPasskeyOptionsSchema = z
  .looseObject({
    challenge,
    timeout,
    rp: z
      .looseObject({ name: z.string().meta({ description: "What this product is called" }) })
      .meta({ description: "For which site the passkey is" }),
    user: z
      .looseObject({
        id: z.string().meta({ description: "Id of the person, in base64url" }),
        name: z.string().meta({ description: "The person's email address" }),
        displayName: z.string().meta({ description: "What the device shows" }),
      })
      .meta({ description: "For which person it is" }),
    pubKeyCredParams: z
      .array(
        z.looseObject({
          type: z.literal("public-key").meta({ description: "What kind of credential it is" }),
          alg: z.int().meta({ description: "Number of an algorithm (RFC 9053)", example: -7 }),
        }),
      )
      .meta({ description: "The algorithms that are taken" }),
    excludeCredentials: descriptors.meta({ description: "The passkeys that the person has" }),
  })
  .meta({ id: "NewPasskeyOptions" });
export type NewPasskeyOptions = z.infer<typeof newPasskeyOptionsSchema>;

/** For `navigator.credentials.get()`. */
export const passkeyOptionsSchema = z
  .looseObject({
    challenge,
    timeout,
    rpId: z.string().meta({ description: "For which site it is", example: "keys.example" }),
    allowCredentials: descriptors
      .meta({ description: "The passkeys that may answer; any one where there is no list" })
      .optional(),
    userVerification: z
      .literal("required")
      .meta({ description: "That the device must ask who the person is" }),
  })
  .meta({ id: "PasskeyOptions" });
export type PasskeyOptions = z.infer<typeof passkeyOptionsSchema>;
