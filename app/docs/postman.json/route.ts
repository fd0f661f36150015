import collection from "#docs/postman.json" with { type: "json" };
import { publicUrlOf } from "#lib/http/public-url.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { withKeyPrefix } from "#lib/reference/branded.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint({
    run: async ({ config }, _input, { request, env }) => {
      const baseUrl = publicUrlOf(request.headers, env.KEYSMITH_URL);
      const variable = collection.variable.map((each) =>
        each.key === "baseUrl" ? { ...each, value: baseUrl } : each,
      );
      return { ...withKeyPrefix(collection, config.keyPrefix), variable };
    },
  }),
});
