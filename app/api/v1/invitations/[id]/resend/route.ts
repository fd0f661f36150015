import { implement } from "#lib/http/implement.ts";
import { resendInvitation } from "#lib/invitations/resend.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/invitations/{id}/resend",
  {
    resendInvitation,
  },
);
