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
      "Signs a person in with their email address and password, plus `otp` if the account has a second factor. The access token is for one of the person's companies.",
    access: "anyone",
    guesses: "by-verb",
    body: tokenBody,
    bodyExample: { email: "developer@shop.example", password: "YOUR_PASSWORD" },
    success: {
      status: 200,
      description: "An access token and a refresh token",
      schema: tokenAnswer,
      example: tokens,
    },
    errors: {
      unauthorized:
        "Incorrect email or password. Or, with `insufficient_user_authentication`, `otp` is missing or incorrect",
      forbidden: "The company requires single sign-on",
    },
  },
  refreshAccessToken: {
    method: "post",
    path: "/api/v1/auth/token/refresh",
    group,
    summary: "Refresh an access token",
    description:
      "Exchanges a refresh token for a new access token and refresh token. If a refresh token is used twice, it has been copied, and its session ends.",
    access: "anyone",
    body: refreshBody,
    bodyExample: { refreshToken: "YOUR_REFRESH_TOKEN" },
    success: {
      status: 200,
      description: "The new access token and refresh token",
      schema: tokenAnswer,
      example: tokens,
    },
    errors: { unauthorized: "The refresh token was already used, or its session has ended" },
  },
  requestPasswordReset: {
    method: "post",
    path: "/api/v1/auth/password-reset",
    group,
    summary: "Request a link to reset a password",
    description: `Emails a link to choose a new password. The link works once and expires in ${resetWithinMinutes} minutes. The response is the same whether or not the address has an account.`,
    access: "anyone",
    rateLimit: "password-reset",
    body: requestPasswordResetBody,
    bodyExample: { email: "developer@shop.example" },
    success: { status: 204, description: "An email is sent if the address has an account" },
  },
  resetPassword: {
    method: "post",
    path: "/api/v1/auth/password-reset/confirm",
    group,
    summary: "Reset a password",
    description:
      "Sets a new password with an emailed link and ends all sessions. API tokens and second factors stay, unless the address was never confirmed. In that case, everything set up in the account before is removed, as when the address is confirmed.",
    access: "anyone",
    guesses: "mailed-link",
    body: resetPasswordBody,
    bodyExample: { token: "TOKEN_OF_THE_LINK", newPassword: "correct horse battery staple" },
    success: { status: 204, description: "The password was changed" },
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
    summary: "Confirm an email address",
    description:
      "Confirms the address that a link was emailed to. If the caller is signed in to that account, nothing else changes. Otherwise, send `newPassword` to take over the account: sessions, API tokens, second factors, passkeys, linked identities, and the old password are removed, and the API keys of the account's own companies are revoked. The link works once.",
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
    summary: "Get a challenge to sign in with a passkey",
    description:
      "Returns options for `navigator.credentials.get()` with any passkey of this site. The portal signs in with the result.",
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
