import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { withdrawInvitation } from "#lib/invitations/withdraw.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: memberEndpoint({
    permission: "members:write",
    whileSuspended: "open",
    params: { id: "inv" },
    status: 204,
    run: (ctx, { params }) => withdrawInvitation(ctx, { invitationId: params.id }),
  }),
});
