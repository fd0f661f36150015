import { consume } from "#lib/http/rate-limit.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { inviteMember } from "#lib/invitations/create.ts";
import { listInvitations } from "#lib/invitations/list.ts";
import { inviteBody } from "#lib/invitations/schema.ts";
import { pageQuery } from "#lib/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "members:write",
    whileSuspended: "open",
    query: pageQuery,
    run: (ctx, { query }) => listInvitations(ctx, query),
  }),
  POST: memberEndpoint({
    permission: "members:write",
    needsProof: "always",
    body: inviteBody,
    status: 201,
    run: async (ctx, { body }, { headers }) => {
      for (const header of await consume("invite", ctx.merchantId)) headers.append(...header);
      return inviteMember(ctx, body);
    },
  }),
});
