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
  "Your role does not let you, or only an owner can make, change or remove an owner, or the proof of who you are is too old";
const lastOwner = "The company needs an owner, and this is the last one";

export const memberContract = {
  listMembers: {
    method: "get",
    path: members,
    group,
    summary: "List members",
    description: "The people of the company, who joined last first, page by page.",
    access: "members:write",
    whileSuspended: "open",
    query: pageQuery,
    success: {
      status: 200,
      description: "A page of people",
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
      "Gives a person another role, from their next request on. Owners alone make and unmake owners.",
    access: "members:write",
    whileSuspended: "open",
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
  removeMember: {
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
  transferOwnership: {
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
} as const satisfies Operations;
