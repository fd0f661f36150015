import { z } from "zod";
import { listedSessions } from "#lib/accounts/constants.ts";
import { createIdSchema, createTimestampSchema, missingOr, withoutSecrets } from "#lib/schema.ts";
import { otpSchema } from "#lib/second-factor/schema.ts";
import { countCodePoints } from "#lib/text.ts";

/**
 * Converts the domain of an email to ASCII (UTS 46), so that `müller.example` and
 * `xn--mller-kva.example` are equal. Leaves an invalid domain for the form to refuse.
 */
function toAsciiDomain(email: string): string {
  const at = email.lastIndexOf("@") + 1;
  const domain = email.slice(at);
  if (!/\P{ASCII}/u.test(domain) || /[\s/?#:%\\[\]<>^|]/.test(domain)) return email;
  const url = `http://${domain}`;
  return URL.canParse(url) ? email.slice(0, at) + new URL(url).hostname : email;
}

/** Lower-cased, so that one address has one account however it is typed. */
export const emailSchema = withoutSecrets(
  z
    .string({ error: (issue) => missingOr(issue.input, "The email address", "must be text") })
    .trim()
    .toLowerCase()
    .overwrite(toAsciiDomain)
    .min(1, { error: "The email address is required" })
    .max(254, { error: "The email address must be at most 254 characters long" }),
  "The email address",
)
  .pipe(z.email({ error: "Invalid email format" }))
  .meta({
    format: "email",
    description: "Email address, not case-sensitive",
    example: "developer@shop.example",
  });

/** Any text that a person may have chosen; bounded because hashing costs by length. */
const passwordSchema = z
  .string({ error: (issue) => missingOr(issue.input, "The password", "must be text") })
  .min(1, { error: "The password is required" })
  .max(1024, { error: "The password must be at most 1024 characters long" })
  .meta({ format: "password", description: "The password of the account" });

/**
 * Returns the form in which a password is hashed and compared, however a keyboard composes its
 * letters: the OpaqueString profile of RFC 8265.
 */
export function normalizePassword(password: string): string {
  return password.replace(/\p{Zs}/gu, " ").normalize("NFC");
}

/** Length over composition rules (NIST SP 800-63B section 3.1.1.2). */
export const newPasswordSchema = passwordSchema
  .refine((text) => countCodePoints(normalizePassword(text)) >= 12, {
    error: "The password must be at least 12 characters long",
  })
  .meta({
    minLength: 12,
    description: "The new password. Passwords that are easy to guess are refused",
    example: "correct horse battery staple",
  });

export const credentialsBody = z.strictObject({ email: emailSchema, password: passwordSchema });
export type Credentials = z.infer<typeof credentialsBody>;

export const tokenBody = z.strictObject({
  ...credentialsBody.shape,
  otp: otpSchema.optional(),
  merchantId: z
    .string({ error: "The merchantId must be text" })
    .regex(/^mer_[0-7][0-9a-hjkmnp-tv-z]{25}$/, { error: "Must be the id of a company" })
    .meta({
      description: "One of the person's companies. By default, the one that they opened last",
      example: "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
    })
    .optional(),
});

export const refreshBody = z.strictObject({
  refreshToken: z
    .string({ error: (issue) => missingOr(issue.input, "The refresh token", "must be text") })
    .min(1, { error: "The refresh token is required" })
    .max(512, { error: "The refresh token is too long" })
    .meta({ description: "The `refreshToken` of the previous response. It works once" }),
});

export type RefreshBody = z.infer<typeof refreshBody>;

export const tokenAnswer = z
  .object({
    accessToken: z.string().meta({
      description: "A JWT to send as `Authorization: Bearer …`",
      example: "YOUR_ACCESS_TOKEN",
    }),
    tokenType: z.literal("Bearer").meta({ description: "How to send it" }),
    expiresIn: z.int().meta({ description: "Seconds until it expires", example: 900 }),
    refreshToken: z.string().meta({
      description: "Returns the next access token, once",
      example: "YOUR_REFRESH_TOKEN",
    }),
  })
  .meta({ id: "Tokens" });
export type TokenAnswer = z.infer<typeof tokenAnswer>;

export const consoleTokenTtlSeconds = 5 * 60;

/** A token to try the API with; it has no refresh token. */
export const consoleTokenAnswer = z
  .object({
    accessToken: tokenAnswer.shape.accessToken,
    tokenType: tokenAnswer.shape.tokenType,
    expiresIn: tokenAnswer.shape.expiresIn.meta({
      description: "Seconds until it expires",
      example: consoleTokenTtlSeconds,
    }),
  })
  .meta({ id: "ConsoleToken" });
export type ConsoleToken = z.infer<typeof consoleTokenAnswer>;

export const verifyWithinDays = 7;

const linkToken = z
  .string({ error: (issue) => missingOr(issue.input, "The token", "must be text") })
  .min(1, { error: "The token is required" })
  .max(128, { error: "The token is too long" })
  .meta({ description: "The part after `#` in the emailed link" });

export const requestPasswordResetBody = z.strictObject({ email: emailSchema });

export const resetPasswordBody = z.strictObject({
  token: linkToken,
  newPassword: newPasswordSchema,
});
export type ResetPasswordBody = z.infer<typeof resetPasswordBody>;

export const verifyEmailBody = z.strictObject({
  token: linkToken,
  newPassword: newPasswordSchema
    .meta({
      description:
        "Takes over the account and removes everything set up in it before. Not needed if the caller is signed in to the account",
    })
    .optional(),
});
export type VerifyEmailBody = z.infer<typeof verifyEmailBody>;

export const lookUpMailedLinkBody = z.strictObject({ token: linkToken });

/** The purpose of an emailed link. */
export const mailedLinkSchema = z
  .object({
    purpose: z
      .enum(["verify_email", "reset_password"])
      .meta({ description: "What the link is for", example: "verify_email" }),
    email: z.string().meta({
      description: "The email address of the account",
      example: "developer@shop.example",
    }),
    merchantNames: z.array(z.string()).meta({
      description: "The companies that the account belongs to",
      example: ["Example shop"],
    }),
    isTakeover: z.boolean().meta({
      description:
        "Whether using the link removes everything set up in the account before, unless the caller is signed in to the account",
      example: true,
    }),
    isOwn: z.boolean().meta({ description: "Whether the caller is signed in to the account" }),
  })
  .meta({ id: "MailedLink" });
export type MailedLink = z.infer<typeof mailedLinkSchema>;

export const changePasswordBody = z.strictObject({
  currentPassword: passwordSchema
    .meta({ description: "The current password. Not required if the account has none" })
    .optional(),
  newPassword: newPasswordSchema,
});
export type ChangePasswordBody = z.infer<typeof changePasswordBody>;

/** One session of a person, at one of their merchants. */
export const accountSessionSchema = z
  .object({
    id: createIdSchema("session", "ses_01kawxqw2pe6bvn0q0v9w8x7yz"),
    kind: z
      .enum(["portal", "token"])
      .meta({ description: "`portal` for the portal, `token` for a request of an access token" }),
    merchantName: z
      .string()
      .meta({ description: "The company that the session is for", example: "Example shop" }),
    address: z.string().nullable().meta({ description: "Where it started" }),
    userAgent: z.string().nullable().meta({ description: "The program that started it" }),
    createdAt: createTimestampSchema("When it started"),
    lastSeenAt: createTimestampSchema("When it was last used"),
    lastSeenAddress: z.string().nullable().meta({ description: "From where it was last used" }),
    expiresAt: createTimestampSchema("When it ends at the latest"),
    isCurrent: z.boolean().meta({ description: "Whether it is the current session" }),
  })
  .meta({ id: "AccountSession" });
export type AccountSession = z.infer<typeof accountSessionSchema>;

export const accountSessionsSchema = z
  .object({
    data: z
      .array(accountSessionSchema)
      .max(listedSessions)
      .meta({ description: "The current session first, then the most recently used" }),
  })
  .meta({ id: "AccountSessions" });
