import { invitation, merchant } from "#lib/examples.ts";
import {
  acceptedInvitationSchema,
  acceptInvitationBody,
  invitationSchema,
  inviteBody,
  lookUpInvitationBody,
  openedInvitationSchema,
} from "#lib/invitations/schema.ts";
import type { Operations } from "#lib/operation.ts";
import { createPageSchema, pageQuery } from "#lib/schema.ts";

const group = "Team";
const invitations = "/api/v1/invitations";

const invitationParam = {
  id: {
    prefix: "inv",
    as: "invitationId",
    description: "Id of the invitation",
    example: "inv_01kawxqw2pe6bvn0q0v9w8x7yz",
  },
} as const;

const unverified =
  "Your role doesn't allow it, your email address isn't confirmed yet, or only an owner can invite an owner";
const isOver = "The invitation has expired, was withdrawn, or was already used";

export const invitationContract = {
  listInvitations: {
    method: "get",
    path: invitations,
    group,
    summary: "List invitations",
    description: "Returns a page of open invitations, including expired ones, newest first.",
    access: "members:write",
    whileSuspended: "open",
    query: pageQuery,
    success: {
      status: 200,
      description: "A page of invitations",
      schema: createPageSchema(invitationSchema),
      example: { data: [invitation], nextCursor: null },
    },
  },
  inviteMember: {
    method: "post",
    path: invitations,
    group,
    summary: "Invite a member",
    description:
      "Emails a link to join the company. It works once, for people with or without an account.",
    access: "members:write",
    merchantLimit: "invite",
    body: inviteBody,
    bodyExample: { email: "guest@shop.example", role: "developer" },
    needsProof: "always",
    success: {
      status: 201,
      description: "The invitation",
      schema: invitationSchema,
      example: invitation,
    },
    errors: {
      forbidden: unverified,
      not_found: "The company was closed in the meantime",
      conflict: "The address belongs to a member or is already invited",
    },
  },
  withdrawInvitation: {
    method: "delete",
    path: `${invitations}/{id}`,
    group,
    summary: "Withdraw an invitation",
    description:
      "Withdraws an invitation, so that its link stops working. Repeating the request is not an error.",
    access: "members:write",
    whileSuspended: "open",
    params: invitationParam,
    success: { status: 204, description: "The invitation is withdrawn" },
    errors: { conflict: "The invitation was already accepted" },
  },
  resendInvitation: {
    method: "post",
    path: `${invitations}/{id}/resend`,
    group,
    summary: "Resend an invitation",
    description: "Emails a new link. The old one stops working.",
    access: "members:write",
    merchantLimit: "invite",
    params: invitationParam,
    needsProof: "always",
    success: { status: 204, description: "A new link was sent" },
    errors: {
      forbidden: unverified,
      conflict: "The invitation was already accepted or withdrawn",
    },
  },
  lookUpInvitation: {
    method: "post",
    path: `${invitations}/look-up`,
    group,
    summary: "Look up an invitation by its link",
    description: "Returns the details of an invitation, before it is accepted.",
    access: "anyone",
    guesses: "mailed-link",
    body: lookUpInvitationBody,
    bodyExample: { token: "TOKEN_OF_THE_LINK" },
    success: {
      status: 200,
      description: "The invitation",
      schema: openedInvitationSchema,
      example: {
        merchantName: merchant.name,
        email: invitation.email,
        role: invitation.role,
        invitedByEmail: invitation.invitedByEmail,
        hasAccount: false,
      },
    },
    errors: { not_found: isOver },
  },
  acceptInvitation: {
    method: "post",
    path: `${invitations}/accept`,
    group,
    summary: "Accept an invitation",
    description:
      "Accepts an invitation and joins the company. If the address has no account, one is created with the `password`. Otherwise, the caller must be signed in with that address.",
    access: "visitor",
    guesses: "mailed-link",
    body: acceptInvitationBody,
    bodyExample: { token: "TOKEN_OF_THE_LINK", password: "correct horse battery staple" },
    success: {
      status: 200,
      description: "The company that was joined",
      schema: acceptedInvitationSchema,
      example: {
        merchantId: merchant.id,
        merchantName: merchant.name,
        email: invitation.email,
        role: invitation.role,
      },
    },
    errors: {
      unauthorized:
        "The address has an account and the caller isn't signed in, or a token is invalid",
      forbidden: "The invitation is for another address, or the caller is a machine",
      not_found: isOver,
      conflict: "The person is already a member, or the address now has an account",
    },
  },
} as const satisfies Operations;
