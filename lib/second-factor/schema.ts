import { z } from "zod";
import { lineOfText, missingOr } from "#lib/schema.ts";

/** A code of an authenticator app or a recovery code, as a person types it. */
export const otpSchema = z
  .string({ error: (issue) => missingOr(issue.input, "The code", "must be text") })
  .trim()
  .min(1, { error: "The code is required" })
  .max(40, { error: "The code is too long" });

const notAnAnswer = "The passkey's answer is not one that a browser gives";
const base64url = z
  .string({ error: notAnAnswer })
  .max(32_768, { error: notAnAnswer })
  .regex(/^[A-Za-z0-9_-]+$/, { error: notAnAnswer });
const credential = {
  id: base64url.max(1366, { error: notAnAnswer }),
  rawId: base64url,
  type: z.literal("public-key", { error: notAnAnswer }),
};

/** What a browser says of a passkey that was made; it may say more (WebAuthn Level 3, 5.1.8). */
export const newPasskeyAnswer = z.object(
  {
    ...credential,
    response: z.object(
      {
        clientDataJSON: base64url,
        attestationObject: base64url,
        transports: z
          .array(z.string({ error: notAnAnswer }).regex(/^[a-z-]{1,32}$/, { error: notAnAnswer }), {
            error: notAnAnswer,
          })
          .max(10, { error: notAnAnswer })
          .default([]),
      },
      { error: notAnAnswer },
    ),
  },
  { error: notAnAnswer },
);
export type NewPasskeyAnswer = z.infer<typeof newPasskeyAnswer>;

/** What a browser says of a passkey that was used. */
export const passkeyAnswer = z.object(
  {
    ...credential,
    response: z.object(
      {
        clientDataJSON: base64url,
        authenticatorData: base64url,
        signature: base64url,
        userHandle: base64url.nullish(),
      },
      { error: notAnAnswer },
    ),
  },
  { error: notAnAnswer },
);
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>;

export const confirmTotpBody = z.strictObject({ code: otpSchema });
export type ConfirmTotpBody = z.infer<typeof confirmTotpBody>;

const passkeyName = lineOfText("The name", 80);

export const addPasskeyBody = z.strictObject({ response: newPasskeyAnswer, name: passkeyName });
export type AddPasskeyBody = z.input<typeof addPasskeyBody>;

export const renamePasskeyBody = z.strictObject({ name: passkeyName });
export type RenamePasskeyBody = z.infer<typeof renamePasskeyBody>;

export const proveBody = z
  .strictObject({
    password: z
      .string({ error: "The password must be text" })
      .min(1, { error: "The password is required" })
      .max(1024, { error: "The password must be at most 1024 characters long" })
      .optional(),
    otp: otpSchema.optional(),
    passkey: passkeyAnswer.optional(),
  })
  .refine((ways) => Object.values(ways).filter((way) => way !== undefined).length === 1, {
    path: ["password"],
    error: "Send exactly one of password, otp and passkey",
  });
export type ProveBody = z.infer<typeof proveBody>;

export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  /** Whether the person's other devices have it too. */
  isSynced: z.boolean(),
});
export type Passkey = z.infer<typeof passkeySchema>;

export const secondFactorSchema = z.object({
  hasTotp: z.boolean(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(passkeySchema),
  hasPassword: z.boolean(),
  /** Whether the company of this session demands a second factor. */
  isDemanded: z.boolean(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

/** What an authenticator app needs to know, shown this once. */
export interface TotpSetup {
  /** In base32, for typing. */
  secret: string;
  /** The `otpauth://` address that a QR code holds. */
  uri: string;
}

/** Shown this once. */
export interface RecoveryCodes {
  recoveryCodes: string[];
}

export interface AddedPasskey {
  passkey: Passkey;
  /** Null where the person had some already. */
  recoveryCodes: string[] | null;
}
