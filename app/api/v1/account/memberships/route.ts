import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { listOwnMemberships } from "#lib/members/list-own.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: null,
    run: async (ctx) => ({ data: await listOwnMemberships(ctx) }),
  }),
});
