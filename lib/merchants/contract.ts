import { merchant } from "#lib/examples.ts";
import {
  type MerchantSettings,
  merchantSchema,
  merchantSettingsSchema,
  ownMembershipsSchema,
  signUpBody,
  signUpWithIdentityBody,
  switchMerchantBody,
  updateMerchantBody,
} from "#lib/merchants/schema.ts";
import type { Operations } from "#lib/operation.ts";

const group = "Company";
const path = "/api/v1/merchant";

const settings: MerchantSettings = {
  ...merchant,
  role: "owner",
  suspendedAt: null,
  policy: { requireSecondFactor: false, singleSignOnOnly: false, longestLifeOfLiveKeysDays: null },
};
const isClosed = "The company was closed meanwhile";

export const merchantContract = {
  signUp: {
    method: "post",
    path: "/api/v1/merchants",
    group,
    summary: "Sign up",
    description:
      "Makes a company and its owner, who gets a mail to confirm the address. Ask for an access token next.",
    access: "anyone",
    rateLimit: "sign-up",
    body: signUpBody,
    bodyExample: {
      merchantName: "Example shop",
      email: "owner@shop.example",
      password: "correct horse battery staple",
    },
    success: {
      status: 201,
      description: "The company",
      schema: merchantSchema,
      example: merchant,
    },
    errors: { conflict: "An account with this e-mail address exists already" },
  },
  signUpWithIdentity: {
    method: "post",
    path: "/api/v1/merchants/from-identity",
    group,
    summary: "Sign up by an identity provider",
    description:
      "Makes a company and its owner, for whom an identity provider has vouched in this browser just before, and signs them in to the portal. It is for the portal alone: a cookie holds what the provider said.",
    access: "anyone",
    rateLimit: "sign-up",
    body: signUpWithIdentityBody,
    bodyExample: { merchantName: "Example shop" },
    success: {
      status: 201,
      description: "The company",
      schema: merchantSchema,
      example: merchant,
    },
    errors: {
      forbidden: "It was not called from a page of the portal",
      conflict: "The sign-in took too long, or the person has an account already",
    },
  },
  getMerchant: {
    method: "get",
    path,
    group,
    summary: "Get the company",
    description:
      "The company that the caller works for, what it demands of its people and keys, and the caller's role there.",
    access: "account",
    success: {
      status: 200,
      description: "The company",
      schema: merchantSettingsSchema,
      example: settings,
    },
    errors: { not_found: isClosed },
  },
  updateMerchant: {
    method: "patch",
    path,
    group,
    summary: "Change the company",
    description:
      "Changes what the company is called and what it demands. What the body does not name stays as it is. Nobody can demand what their own session does not meet.",
    access: "merchant:write",
    whileSuspended: "open",
    body: updateMerchantBody,
    bodyExample: { name: "Example shop", longestLifeOfLiveKeysDays: 365 },
    needsProof: "always",
    success: {
      status: 200,
      description: "The company as it is now",
      schema: merchantSettingsSchema,
      example: { ...settings, policy: { ...settings.policy, longestLifeOfLiveKeysDays: 365 } },
    },
    errors: {
      not_found: isClosed,
      conflict:
        "You have not signed in with a second factor, or by an identity provider, yourself: do so before you demand it",
    },
  },
  closeMerchant: {
    method: "delete",
    path,
    group,
    summary: "Close the company",
    description:
      "Closes the company for good: its people, their sessions and the open invitations are gone at once. Applications must be deleted before.",
    access: "owners:write",
    whileSuspended: "open",
    needsProof: "always",
    success: { status: 204, description: "The company is closed" },
    errors: { not_found: isClosed, conflict: "The company has applications left" },
  },
  listOwnMemberships: {
    method: "get",
    path: "/api/v1/account/memberships",
    group,
    summary: "List your own companies",
    description: "The companies that the caller belongs to, by name.",
    access: "account",
    success: {
      status: 200,
      description: "All of them",
      schema: ownMembershipsSchema,
      example: {
        data: [
          {
            merchantId: merchant.id,
            merchantName: merchant.name,
            role: "owner",
            isCurrent: true,
          },
        ],
      },
    },
  },
  switchMerchant: {
    method: "post",
    path: "/api/v1/account/switch",
    group,
    summary: "Switch to another company",
    description: "Has the portal's session go on at another company of the caller's.",
    access: "portal",
    body: switchMerchantBody,
    bodyExample: { merchantId: merchant.id },
    success: { status: 204, description: "The session is for the other company" },
    errors: {
      forbidden: "It is a token that asks, or the other company demands single sign-on",
      not_found: "The caller does not belong to that company",
    },
  },
} as const satisfies Operations;
