import { deleteApplication } from "#lib/applications/delete.ts";
import { getApplication } from "#lib/applications/get.ts";
import { updateApplicationBody } from "#lib/applications/schema.ts";
import { updateApplication } from "#lib/applications/update.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

const params = { id: "app" } as const;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "applications:read",
    params,
    run: (ctx, { params }) => getApplication(ctx, { applicationId: params.id }),
  }),
  PATCH: memberEndpoint({
    permission: "applications:write",
    params,
    body: updateApplicationBody,
    run: (ctx, { params, body }) => updateApplication(ctx, { ...body, applicationId: params.id }),
  }),
  DELETE: memberEndpoint({
    permission: "applications:write",
    whileSuspended: "open",
    params,
    status: 204,
    run: (ctx, { params }) => deleteApplication(ctx, { applicationId: params.id }),
  }),
});
