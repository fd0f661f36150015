import { z } from "zod";
import { countCodePoints, missingOr } from "#lib/schema.ts";
import { otpSchema } from "#lib/second-factor/schema.ts";

/** Lower-cased, so that one address has one account however it is typed. */
export const emailSchema = z
  .string({ error: (issue) => missingOr(issue.input, "The e-mail address", "must be text") })
  .trim()
  .toLowerCase()
  .min(1, { error: "The e-mail address is required" })
  .max(254, { error: "The e-mail address must be at most 254 characters long" })
  .pipe(z.email({ error: "Invalid email format" }));

/** Any text that a person may have chosen; bounded because hashing costs by length. */
const passwordSchema = z
  .string({ error: (issue) => missingOr(issue.input, "The password", "must be text") })
  .min(1, { error: "The password is required" })
  .max(1024, { error: "The password must be at most 1024 characters long" });

/** Length over composition rules (NIST SP 800-63B section 3.1.1.2). */
export const newPasswordSchema = passwordSchema.refine((text) => countCodePoints(text) >= 12, {
  error: "The password must be at least 12 characters long",
});

export const credentialsBody = z.strictObject({ email: emailSchema, password: passwordSchema });
export type Credentials = z.infer<typeof credentialsBody>;

export const tokenBody = z.strictObject({
  ...credentialsBody.shape,
  otp: otpSchema.optional(),
  /** One of the person's companies; by default the one that they opened last. */
  merchantId: z
    .string({ error: "The merchantId must be text" })
    .regex(/^mer_[0-7][0-9a-hjkmnp-tv-z]{25}$/, { error: "Must be the id of a company" })
    .optional(),
});

export const refreshBody = z.strictObject({
  refreshToken: z
    .string({ error: (issue) => missingOr(issue.input, "The refresh token", "must be text") })
    .min(1, { error: "The refresh token is required" })
    .max(512, { error: "The refresh token is too long" }),
});

export const tokenAnswer = z.object({
  accessToken: z.string(),
  tokenType: z.literal("Bearer"),
  expiresIn: z.int(),
  refreshToken: z.string(),
});
export type TokenAnswer = z.infer<typeof tokenAnswer>;

export const consoleTokenTtlSeconds = 5 * 60;

/** A token to try the API with, which nothing follows. */
export const consoleTokenAnswer = tokenAnswer.omit({ refreshToken: true });
export type ConsoleToken = z.infer<typeof consoleTokenAnswer>;

/** For how long the links in mails are good. */
export const resetWithinMinutes = 30;
export const verifyWithinDays = 7;

const linkToken = z
  .string({ error: (issue) => missingOr(issue.input, "The token", "must be text") })
  .min(1, { error: "The token is required" })
  .max(128, { error: "The token is too long" });

export const requestPasswordResetBody = z.strictObject({ email: emailSchema });
export type RequestPasswordResetBody = z.infer<typeof requestPasswordResetBody>;

export const resetPasswordBody = z.strictObject({
  token: linkToken,
  newPassword: newPasswordSchema,
});
export type ResetPasswordBody = z.infer<typeof resetPasswordBody>;

export const verifyEmailBody = z.strictObject({ token: linkToken });

export const changePasswordBody = z.strictObject({
  /** Not asked for where the account has none yet. */
  currentPassword: passwordSchema.optional(),
  newPassword: newPasswordSchema,
});
export type ChangePasswordBody = z.infer<typeof changePasswordBody>;

/** How many sessions a list holds at most: those that were seen last. */
export const listedSessions = 100;

/** One sign-in of a person, at one of their companies. */
export const accountSessionSchema = z.object({
  id: z.string(),
  /** In the portal, or by a token request. */
  kind: z.enum(["portal", "token"]),
  merchantName: z.string(),
  /** From where and with what it began. */
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  lastSeenAddress: z.string().nullable(),
  /** When it ends whatever is done with it. */
  expiresAt: z.string(),
  /** Whether it is the one that asks. */
  isCurrent: z.boolean(),
});
export type AccountSession = z.infer<typeof accountSessionSchema>;
