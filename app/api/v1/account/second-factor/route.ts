import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { getSecondFactor } from "#lib/second-factor/get.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({ permission: null, run: getSecondFactor }),
});
