import { implement } from "#lib/http/implement.ts";
import { withdrawInvitation } from "#lib/invitations/withdraw.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/invitations/{id}", {
  withdrawInvitation,
});
