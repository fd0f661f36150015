import { implement } from "#lib/http/implement.ts";
import { lookUpInvitation } from "#lib/invitations/look-up.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/invitations/look-up", {
  lookUpInvitation,
});
