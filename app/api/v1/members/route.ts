import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { listMembers } from "#lib/members/list.ts";
import { pageQuery } from "#lib/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "members:write",
    whileSuspended: "open",
    query: pageQuery,
    run: (ctx, { query }) => listMembers(ctx, query),
  }),
});
