import { consume } from "#lib/http/rate-limit.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { resendInvitation } from "#lib/invitations/resend.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: "members:write",
    needsProof: "always",
    params: { id: "inv" },
    status: 204,
    run: async (ctx, { params }, { headers }) => {
      for (const header of await consume("invite", ctx.merchantId)) headers.append(...header);
      await resendInvitation(ctx, { invitationId: params.id });
    },
  }),
});
