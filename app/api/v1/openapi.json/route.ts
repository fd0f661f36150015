import { publicUrlOf } from "#lib/http/public-url.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { createBrandedReference } from "#lib/reference/branded.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint({
    run: async ({ config }, _input, { request, env }) =>
      createBrandedReference(publicUrlOf(request.headers, env.KEYSMITH_URL), config.keyPrefix),
  }),
});
