import { implement } from "#lib/http/implement.ts";
import { removeMember } from "#lib/members/remove.ts";
import { updateMember } from "#lib/members/update.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/members/{userId}",
  {
    operatorUpdateMember: updateMember,
    operatorRemoveMember: removeMember,
  },
);
