import { getApplication } from "#lib/applications/get.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "applications:read",
    params: { id: "app" },
    run: (ctx, { params }) => getApplication(ctx, { applicationId: params.id }),
  }),
});
