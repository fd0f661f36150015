import { listAuditEvents } from "#lib/audit/list.ts";
import { listAuditEventsQuery } from "#lib/audit/schema.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "audit:read",
    query: listAuditEventsQuery,
    run: (ctx, { query }) => listAuditEvents(ctx, query),
  }),
});
