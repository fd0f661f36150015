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
  "Your role does not let you, or your own e-mail address is not confirmed yet, or only an owner can invite an owner";
const isOver = "The invitation has expired, was withdrawn or was used already";

export const invitationContract = {
  listInvitations: {
    method: "get",
    path: invitations,
    group,
    summary: "List invitations",
    description:
      "The invitations that nobody has accepted or withdrawn yet, expired ones too, newest first, page by page.",
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
    summary: "Invite a person",
    description:
      "Mails a link by which whoever has the address can join once, whether or not they have an account.",
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
      not_found: "The company was closed meanwhile",
      conflict: "The address is a member's, or is invited already",
    },
  },
  withdrawInvitation: {
    method: "delete",
    path: `${invitations}/{id}`,
    group,
    summary: "Withdraw an invitation",
    description: "Makes the link of an invitation worth nothing. Repeating it is no error.",
    access: "members:write",
    whileSuspended: "open",
    params: invitationParam,
    success: { status: 204, description: "The invitation is withdrawn" },
    errors: { conflict: "The invitation was accepted already" },
  },
  resendInvitation: {
    method: "post",
    path: `${invitations}/{id}/resend`,
    group,
    summary: "Send an invitation again",
    description: "Mails a new link in place of the old one, which is worth nothing from then on.",
    access: "members:write",
    merchantLimit: "invite",
    params: invitationParam,
    needsProof: "always",
    success: { status: 204, description: "A new link is on its way" },
    errors: {
      forbidden: unverified,
      conflict: "The invitation was accepted or withdrawn already",
    },
  },
  lookUpInvitation: {
    method: "post",
    path: `${invitations}/look-up`,
    group,
    summary: "Look up an invitation by its link",
    description: "What whoever has the link of an invitation may know before they accept.",
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
      "Has a person join the company by the link of an invitation, once. For an address without an account it makes one with the `password`; for any other the caller must be signed in with that address.",
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
      unauthorized: "The address has an account, and nobody is signed in; or a token is not good",
      forbidden: "The invitation is for another address, or it is a machine that asks",
      not_found: isOver,
      conflict: "The person is a member already, or the address has an account by now",
    },
  },
} as const satisfies Operations;
