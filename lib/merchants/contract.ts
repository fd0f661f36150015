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
  suspendedReason: null,
  policy: { requireSecondFactor: false, singleSignOnOnly: false, longestLifeOfLiveKeysDays: null },
  externalId: null,
  metadata: {},
};
const isClosed = "The company was closed in the meantime";

export const merchantContract = {
  signUp: {
    method: "post",
    path: "/api/v1/merchants",
    group,
    summary: "Sign up",
    description:
      "Creates a company and its owner, who gets an email to confirm the address. Create an access token next.",
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
    errors: { conflict: "An account with this email address already exists" },
  },
  signUpWithIdentity: {
    method: "post",
    path: "/api/v1/merchants/from-identity",
    group,
    summary: "Sign up with an identity provider",
    description:
      "Creates a company and its owner, who just signed in with an identity provider in this browser, and signs them in to the portal. For the portal only: a cookie holds the provider's response.",
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
      forbidden: "The request didn't come from a page of the portal",
      conflict: "The sign-in timed out, or the person already has an account",
    },
  },
  getMerchant: {
    method: "get",
    path,
    group,
    summary: "Get the company",
    description: "Returns the caller's company, its security policy, and the caller's role.",
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
      "Changes the company's name and security policy. Fields that the body leaves out stay the same. You can't require what your own session doesn't meet.",
    access: "merchant:write",
    whileSuspended: "open",
    body: updateMerchantBody,
    bodyExample: { name: "Example shop", longestLifeOfLiveKeysDays: 365 },
    needsProof: "always",
    success: {
      status: 200,
      description: "The updated company",
      schema: merchantSettingsSchema,
      example: { ...settings, policy: { ...settings.policy, longestLifeOfLiveKeysDays: 365 } },
    },
    errors: {
      not_found: isClosed,
      conflict:
        "The operator has fixed this policy, or you aren't signed in with a second factor or with the identity provider yourself. Do so before you require it",
    },
  },
  closeMerchant: {
    method: "delete",
    path,
    group,
    summary: "Close the company",
    description:
      "Closes the company permanently. Its members, their sessions, and open invitations are removed immediately. Delete the applications first.",
    access: "owners:write",
    whileSuspended: "open",
    needsProof: "always",
    success: { status: 204, description: "The company is closed" },
    errors: { not_found: isClosed, conflict: "The company still has applications" },
  },
  listOwnMemberships: {
    method: "get",
    path: "/api/v1/account/memberships",
    group,
    summary: "List your own companies",
    description: "Lists the companies that the caller belongs to, by name.",
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
    description: "Switches the portal's session to another of the caller's companies.",
    access: "portal",
    body: switchMerchantBody,
    bodyExample: { merchantId: merchant.id },
    success: { status: 204, description: "The session is for the other company" },
    errors: {
      forbidden: "The caller uses a token, or the other company requires single sign-on",
      not_found: "The caller does not belong to that company",
    },
  },
} as const satisfies Operations;
