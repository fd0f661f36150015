import { member } from "#lib/examples.ts";
import { memberSchema, updateMemberBody } from "#lib/members/schema.ts";
import type { Operations } from "#lib/operation.ts";
import { createPageSchema, pageQuery } from "#lib/schema.ts";

const group = "Team";
const members = "/api/v1/members";

const memberParam = {
  userId: {
    prefix: "usr",
    description: "Id of the person",
    example: "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
  },
} as const;

const reach =
  "Your role doesn't allow it, only an owner can add, change, or remove an owner, or a more recent authentication is required";
const lastOwner = "The company needs an owner, and this is the last one";

export const memberContract = {
  listMembers: {
    method: "get",
    path: members,
    group,
    summary: "List members",
    description: "Returns a page of the company's members, most recently joined first.",
    access: "members:write",
    whileSuspended: "open",
    query: pageQuery,
    success: {
      status: 200,
      description: "A page of members",
      schema: createPageSchema(memberSchema),
      example: { data: [member], nextCursor: null },
    },
  },
  updateMember: {
    method: "patch",
    path: `${members}/{userId}`,
    group,
    summary: "Change a member's role",
    description:
      "Changes a member's role, from their next request on. Only owners can add or remove owners.",
    access: "members:write",
    whileSuspended: "open",
    params: memberParam,
    body: updateMemberBody,
    bodyExample: { role: "admin" },
    needsProof: "always",
    success: {
      status: 200,
      description: "The updated member",
      schema: memberSchema,
      example: { ...member, role: "admin" },
    },
    errors: { forbidden: reach, conflict: lastOwner },
  },
  removeMember: {
    method: "delete",
    path: `${members}/{userId}`,
    group,
    summary: "Remove a member",
    description:
      "Removes a member from the company. Their sessions and tokens for it end immediately. API keys that they created stay. Callers with the scope `members:write` can remove others, and everyone can remove themselves.",
    access: "account",
    params: memberParam,
    needsProof: "always",
    success: { status: 204, description: "The member was removed" },
    errors: { forbidden: reach, conflict: lastOwner },
  },
  transferOwnership: {
    method: "post",
    path: `${members}/{userId}/transfer-ownership`,
    group,
    summary: "Transfer ownership of the company",
    description: "Makes another member an owner and the caller an admin.",
    access: "owners:write",
    params: memberParam,
    needsProof: "always",
    success: {
      status: 204,
      description: "The other member is an owner, and the caller is an admin",
    },
    errors: { conflict: "That member is already an owner, or is a machine" },
  },
} as const satisfies Operations;
