import {
  accountSessionsSchema,
  changePasswordBody,
  consoleTokenAnswer,
  consoleTokenTtlSeconds,
} from "#lib/accounts/schema.ts";
import { accountSession } from "#lib/examples.ts";
import type { Operations } from "#lib/operation.ts";

const group = "Account";
const path = "/api/v1/account/sessions";

export const accountContract = {
  createConsoleToken: {
    method: "post",
    path: "/api/v1/account/console-token",
    group,
    summary: "Create a short-lived token",
    description:
      "Makes an access token of five minutes for whoever is signed in to the portal, to try the API with. It has a session of its own, whose last proof is as old as theirs, and no refresh token.",
    access: "portal",
    needsProof: "always",
    success: {
      status: 201,
      description: "The token",
      schema: consoleTokenAnswer,
      example: {
        accessToken: "YOUR_ACCESS_TOKEN",
        tokenType: "Bearer",
        expiresIn: consoleTokenTtlSeconds,
      },
    },
  },
  listSessions: {
    method: "get",
    path,
    group,
    summary: "List your sessions",
    description:
      "The caller's sign-ins that still stand, at all their companies: the one that asks, then those that were seen last.",
    access: "account",
    success: {
      status: 200,
      description: "The sessions",
      schema: accountSessionsSchema,
      example: { data: [accountSession] },
    },
  },
  endOtherSessions: {
    method: "delete",
    path,
    group,
    summary: "End all your other sessions",
    description: "Ends all of the caller's sign-ins but the one that asks. API tokens stay.",
    access: "account",
    needsProof: "always",
    success: { status: 204, description: "No other session is left" },
  },
  endSession: {
    method: "delete",
    path: `${path}/{id}`,
    group,
    summary: "End a session",
    description: "Ends one of the caller's sign-ins, and every token that hangs on it.",
    access: "account",
    params: {
      id: {
        prefix: "ses",
        as: "sessionId",
        description: "Id of the session",
        example: "ses_01kawxqw2pe6bvn0q0v9w8x7yz",
      },
    },
    needsProof: "always",
    success: { status: 204, description: "The session has ended" },
  },
  changePassword: {
    method: "post",
    path: "/api/v1/account/password",
    group,
    summary: "Change your password",
    description:
      "Gives the caller a new password, or their first one, and ends all their other sessions. API tokens stay.",
    access: "account",
    guesses: "own-secrets",
    body: changePasswordBody,
    bodyExample: {
      currentPassword: "YOUR_PASSWORD",
      newPassword: "correct horse battery staple",
    },
    needsProof: "always",
    success: { status: 204, description: "The password is changed" },
    errors: {
      bad_request:
        "A field is missing or malformed, the current password is wrong, or the new one too easy to guess",
    },
  },
  requestEmailVerification: {
    method: "post",
    path: "/api/v1/account/email-verification",
    group,
    summary: "Ask for a link to confirm your e-mail address",
    description:
      "Mails the caller a new link to confirm their address, once a minute at most; nothing where it is confirmed.",
    access: "account",
    success: { status: 204, description: "A mail is sent if one is due" },
  },
} as const satisfies Operations;
