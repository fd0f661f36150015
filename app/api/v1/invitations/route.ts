import { implement } from "#lib/http/implement.ts";
import { inviteMember } from "#lib/invitations/create.ts";
import { listInvitations } from "#lib/invitations/list.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/invitations", {
  listInvitations,
  inviteMember,
});
