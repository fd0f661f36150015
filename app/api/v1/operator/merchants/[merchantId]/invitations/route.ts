import { implement } from "#lib/http/implement.ts";
import { inviteMember } from "#lib/invitations/create.ts";
import { repeatable } from "#lib/operator/once.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/invitations",
  {
    operatorInviteMember: repeatable("operatorInviteMember", inviteMember),
  },
);
