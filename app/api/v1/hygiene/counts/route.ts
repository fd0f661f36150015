import { countHygiene } from "#lib/api-keys/count-hygiene.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({ permission: "api-keys:read", run: (ctx) => countHygiene(ctx) }),
});
