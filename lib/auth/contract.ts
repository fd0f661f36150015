import { resetWithinMinutes } from "#lib/accounts/constants.ts";
import {
  lookUpMailedLinkBody,
  mailedLinkSchema,
  refreshBody,
  requestPasswordResetBody,
  resetPasswordBody,
  tokenAnswer,
  tokenBody,
  verifyEmailBody,
} from "#lib/accounts/schema.ts";
import { passkeyOptions, tokens } from "#lib/examples.ts";
import type { Operations } from "#lib/operation.ts";
import { passkeyOptionsSchema } from "#lib/second-factor/schema.ts";

const group = "Authentication";

const overLink = "A field is missing or malformed, or the link has expired or was used already";

export const authContract = {
  createAccessToken: {
    method: "post",
    path: "/api/v1/auth/token",
    group,
    summary: "Create an access token",
    description:
      "Signs a person in by their e-mail address and password, and by `otp` where the account has a second factor. The access token works for one of the person's companies.",
    access: "anyone",
    guesses: "by-verb",
    body: tokenBody,
    bodyExample: { email: "developer@shop.example", password: "YOUR_PASSWORD" },
    success: {
      status: 200,
      description: "An access token and what renews it",
      schema: tokenAnswer,
      example: tokens,
    },
    errors: {
      unauthorized:
        "The e-mail address or the password is wrong; or `otp` is missing or wrong, told by `insufficient_user_authentication`",
      forbidden: "The company demands single sign-on",
    },
  },
  refreshAccessToken: {
    method: "post",
    path: "/api/v1/auth/token/refresh",
    group,
    summary: "Refresh an access token",
    description:
      "Spends a refresh token for the next access token and refresh token. One that was spent before has been copied: its whole session ends.",
    access: "anyone",
    body: refreshBody,
    bodyExample: { refreshToken: "YOUR_REFRESH_TOKEN" },
    success: {
      status: 200,
      description: "The next access token and what renews it",
      schema: tokenAnswer,
      example: tokens,
    },
    errors: { unauthorized: "The refresh token was spent, or its session has ended" },
  },
  requestPasswordReset: {
    method: "post",
    path: "/api/v1/auth/password-reset",
    group,
    summary: "Ask for a link to reset a password",
    description: `Mails a link to choose a new password, which works once within ${resetWithinMinutes} minutes. The answer is the same whether or not the address has an account.`,
    access: "anyone",
    rateLimit: "password-reset",
    body: requestPasswordResetBody,
    bodyExample: { email: "developer@shop.example" },
    success: { status: 204, description: "A mail is sent if the address has an account" },
  },
  resetPassword: {
    method: "post",
    path: "/api/v1/auth/password-reset/confirm",
    group,
    summary: "Reset a password",
    description:
      "Gives whoever got the link a new password, and ends all their sessions. Their API tokens and second factor stay, unless nobody had confirmed the address before: then everything that was set up in the account ends, as by the link that confirms it.",
    access: "anyone",
    guesses: "mailed-link",
    body: resetPasswordBody,
    bodyExample: { token: "TOKEN_OF_THE_LINK", newPassword: "correct horse battery staple" },
    success: { status: 204, description: "The password is changed" },
    errors: { bad_request: `${overLink}, or the password is too easy to guess` },
  },
  lookUpMailedLink: {
    method: "post",
    path: "/api/v1/auth/mailed-link",
    group,
    summary: "Look up the link of an email",
    description:
      "Returns which account a link from an email is about, before anything is done with it. It doesn't spend the link.",
    access: "visitor",
    guesses: "mailed-link",
    body: lookUpMailedLinkBody,
    bodyExample: { token: "TOKEN_OF_THE_LINK" },
    success: {
      status: 200,
      description: "What the link is about",
      schema: mailedLinkSchema,
      example: {
        purpose: "verify_email",
        email: "developer@shop.example",
        merchantNames: ["Example shop"],
        isTakeover: true,
        isOwn: true,
      },
    },
    errors: {
      bad_request: overLink,
      unauthorized: "The token or session that was sent has ended",
      forbidden: "A session cookie was sent from another origin",
    },
  },
  verifyEmail: {
    method: "post",
    path: "/api/v1/auth/verify-email",
    group,
    summary: "Confirm an e-mail address",
    description:
      "Confirms the address that a link was mailed to. Whoever is signed in to that account keeps it as it is. Anybody else sends `newPassword`, which takes the account over: sessions, API tokens, second factors, passkeys, linked identities and the old password end, and the API keys of the account's own companies are revoked. The link works once.",
    access: "visitor",
    guesses: "mailed-link",
    body: verifyEmailBody,
    bodyExample: { token: "TOKEN_OF_THE_LINK", newPassword: "correct horse battery staple" },
    success: { status: 204, description: "The address is confirmed" },
    errors: {
      bad_request: `${overLink}, or the password is missing or too easy to guess`,
      unauthorized: "The token or session that was sent has ended",
      forbidden: "A session cookie was sent from another origin",
    },
  },
  offerPasskeySignIn: {
    method: "post",
    path: "/api/v1/auth/passkey/options",
    group,
    summary: "Get a challenge to sign in by a passkey",
    description:
      "Answers with what `navigator.credentials.get()` asks a device for any passkey of this site. The portal signs in with the answer.",
    access: "anyone",
    rateLimit: "passkey-options",
    success: {
      status: 200,
      description: "Options of WebAuthn, as JSON",
      schema: passkeyOptionsSchema,
      example: passkeyOptions,
    },
  },
} as const satisfies Operations;
