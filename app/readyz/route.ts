import { sql } from "drizzle-orm";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

/** Whether requests that need the database can be served; 503 in the envelope when not. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint({
    rateLimit: null,
    run: async (ctx) => {
      await ctx.db.execute(sql`select 1`);
      return { status: "ready" };
    },
  }),
});
