import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { leaveMerchant } from "#lib/members/leave.ts";
import { removeMember } from "#lib/members/remove.ts";
import { updateMemberBody } from "#lib/members/schema.ts";
import { updateMember } from "#lib/members/update.ts";

const params = { userId: "usr" } as const;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PATCH: memberEndpoint({
    permission: "members:write",
    needsProof: "always",
    whileSuspended: "open",
    params,
    body: updateMemberBody,
    run: (ctx, { params, body }) => updateMember(ctx, { ...params, ...body }),
  }),
  // Whoever they are, people may take themselves out.
  DELETE: memberEndpoint({
    permission: null,
    needsProof: "always",
    params,
    status: 204,
    run: (ctx, { params }) =>
      params.userId === ctx.caller.userId ? leaveMerchant(ctx) : removeMember(ctx, params),
  }),
});
