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
      "Creates an access token that is valid for five minutes, for the person signed in to the portal to try the API. The token has its own session, with the authentication time of the portal's, and no refresh token.",
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
      "Lists the caller's active sessions at all their companies: the current one first, then the most recently used.",
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
    description: "Ends all of the caller's sessions except the current one. API tokens stay valid.",
    access: "account",
    needsProof: "always",
    success: { status: 204, description: "All other sessions have ended" },
  },
  endSession: {
    method: "delete",
    path: `${path}/{id}`,
    group,
    summary: "End a session",
    description: "Ends one of the caller's sessions, and all tokens created from it.",
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
      "Sets or changes the caller's password and ends all their other sessions. API tokens stay valid.",
    access: "account",
    guesses: "own-secrets",
    body: changePasswordBody,
    bodyExample: {
      currentPassword: "YOUR_PASSWORD",
      newPassword: "correct horse battery staple",
    },
    needsProof: "always",
    success: { status: 204, description: "The password was changed" },
    errors: {
      bad_request:
        "A field is missing or malformed, the current password is incorrect, or the new one is too easy to guess",
    },
  },
  requestEmailVerification: {
    method: "post",
    path: "/api/v1/account/email-verification",
    group,
    summary: "Request a link to confirm your email address",
    description:
      "Emails the caller a new link to confirm their address, at most once a minute. Does nothing if it is already confirmed.",
    access: "account",
    success: { status: 204, description: "An email is sent if needed" },
  },
} as const satisfies Operations;
