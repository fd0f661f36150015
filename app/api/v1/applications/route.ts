import { createApplication } from "#lib/applications/create.ts";
import { listApplications } from "#lib/applications/list.ts";
import { createApplicationBody } from "#lib/applications/schema.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { pageQuery } from "#lib/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "applications:read",
    query: pageQuery,
    run: (ctx, { query }) => listApplications(ctx, query),
  }),
  POST: memberEndpoint({
    permission: "applications:write",
    body: createApplicationBody,
    status: 201,
    run: (ctx, { body }) => createApplication(ctx, body),
  }),
});
