import { checkPrimary } from "#lib/db/check-primary.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

/** Whether requests that need the database can be served; 503 in the envelope when not. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint({
    rateLimit: null,
    run: async (ctx) => {
      await checkPrimary(ctx.db);
      return { status: "ready" };
    },
  }),
});
