import { listHygiene } from "#lib/api-keys/list-hygiene.ts";
import { hygieneQuery } from "#lib/api-keys/schema.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "api-keys:read",
    query: hygieneQuery,
    run: (ctx, { query }) => listHygiene(ctx, query),
  }),
});
