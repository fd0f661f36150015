import {
  acceptedInvitationSchema,
  acceptInvitationBody,
  invitationSchema,
  inviteBody,
  lookUpInvitationBody,
  openedInvitationSchema,
} from "#lib/invitations/schema.ts";
import { memberSchema, updateMemberBody } from "#lib/members/schema.ts";
import { invitation, member, merchant } from "#lib/reference/examples.ts";
import type { Operation } from "#lib/reference/operation.ts";
import { pageOf, pageQuery } from "#lib/schema.ts";

const group = "Team";
const members = "/api/v1/members";
const invitations = "/api/v1/invitations";

const memberParam = {
  userId: { description: "Id of the person", example: "usr_01kawxqw2pe6bvn0q0v9w8x7yz" },
};
const invitationParam = {
  id: { description: "Id of the invitation", example: "inv_01kawxqw2pe6bvn0q0v9w8x7yz" },
};

const reach =
  "Your role does not let you, or only an owner can make, change or remove an owner, or the proof of who you are is too old";
const lastOwner = "The company needs an owner, and this is the last one";
const unverified =
  "Your role does not let you, or your own e-mail address is not confirmed yet, or only an owner can invite an owner";
const isOver = "The invitation has expired, was withdrawn or was used already";

export const teamOperations: Operation[] = [
  {
    id: "listMembers",
    method: "get",
    path: members,
    group,
    summary: "List members",
    description: "The people of the company, who joined last first, page by page.",
    access: "members:write",
    query: pageQuery,
    success: {
      status: 200,
      description: "A page of people",
      schema: pageOf(memberSchema),
      example: { data: [member], nextCursor: null },
    },
  },
  {
    id: "updateMember",
    method: "patch",
    path: `${members}/{userId}`,
    group,
    summary: "Change a member's role",
    description:
      "Gives a person another role, from their next request on. Owners alone make and unmake owners.",
    access: "members:write",
    params: memberParam,
    body: updateMemberBody,
    bodyExample: { role: "admin" },
    needsProof: "always",
    success: {
      status: 200,
      description: "The person as they are now",
      schema: memberSchema,
      example: { ...member, role: "admin" },
    },
    errors: { forbidden: reach, conflict: lastOwner },
  },
  {
    id: "removeMember",
    method: "delete",
    path: `${members}/{userId}`,
    group,
    summary: "Remove a member",
    description:
      "Takes a person out of the company: their sessions and tokens for it end at once, the API keys that they made stay. Whoever has the scope `members:write` can remove others; everybody can take themselves out.",
    access: "account",
    params: memberParam,
    needsProof: "always",
    success: { status: 204, description: "The person is out of the company" },
    errors: { forbidden: reach, conflict: lastOwner },
  },
  {
    id: "transferOwnership",
    method: "post",
    path: `${members}/{userId}/transfer-ownership`,
    group,
    summary: "Transfer the ownership of the company",
    description: "Makes another person an owner and the caller an admin, both or neither.",
    access: "owners:write",
    params: memberParam,
    needsProof: "always",
    success: { status: 204, description: "The other person is an owner, the caller an admin" },
    errors: { conflict: "That person is an owner already, or a machine" },
  },
  {
    id: "listInvitations",
    method: "get",
    path: invitations,
    group,
    summary: "List invitations",
    description:
      "The invitations that nobody has accepted or withdrawn yet, expired ones too, newest first, page by page.",
    access: "members:write",
    query: pageQuery,
    success: {
      status: 200,
      description: "A page of invitations",
      schema: pageOf(invitationSchema),
      example: { data: [invitation], nextCursor: null },
    },
  },
  {
    id: "inviteMember",
    method: "post",
    path: invitations,
    group,
    summary: "Invite a person",
    description:
      "Mails a link by which whoever has the address can join once, whether or not they have an account.",
    access: "members:write",
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
  {
    id: "withdrawInvitation",
    method: "delete",
    path: `${invitations}/{id}`,
    group,
    summary: "Withdraw an invitation",
    description: "Makes the link of an invitation worth nothing. Repeating it is no error.",
    access: "members:write",
    params: invitationParam,
    success: { status: 204, description: "The invitation is withdrawn" },
    errors: { conflict: "The invitation was accepted already" },
  },
  {
    id: "resendInvitation",
    method: "post",
    path: `${invitations}/{id}/resend`,
    group,
    summary: "Send an invitation again",
    description: "Mails a new link in place of the old one, which is worth nothing from then on.",
    access: "members:write",
    params: invitationParam,
    needsProof: "always",
    success: { status: 204, description: "A new link is on its way" },
    errors: {
      forbidden: unverified,
      conflict: "The invitation was accepted or withdrawn already",
    },
  },
  {
    id: "lookUpInvitation",
    method: "post",
    path: `${invitations}/look-up`,
    group,
    summary: "Look up an invitation by its link",
    description: "What whoever has the link of an invitation may know before they accept.",
    access: "anyone",
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
  {
    id: "acceptInvitation",
    method: "post",
    path: `${invitations}/accept`,
    group,
    summary: "Accept an invitation",
    description:
      "Has a person join the company by the link of an invitation, once. For an address without an account it makes one with the `password`; for any other the caller must be signed in with that address.",
    access: "visitor",
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
];
