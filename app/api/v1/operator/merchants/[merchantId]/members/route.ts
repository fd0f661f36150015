import { implement } from "#lib/http/implement.ts";
import { listMembers } from "#lib/members/list.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/members",
  {
    operatorListMembers: listMembers,
  },
);
