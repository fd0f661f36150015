import { findCaller } from "#lib/http/caller.ts";
import { implement } from "#lib/http/implement.ts";
import { acceptInvitation } from "#lib/invitations/accept.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/invitations/accept", {
  acceptInvitation: async (ctx, input, about) =>
    acceptInvitation(ctx, input, await findCaller(ctx, about)),
});
