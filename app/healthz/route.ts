import { defineRoute } from "#lib/http/route.ts";

/** Whether the process answers at all; asks nobody else. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: async () => Response.json({ status: "ok" }),
});
